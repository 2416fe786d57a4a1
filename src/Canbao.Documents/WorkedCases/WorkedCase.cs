using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Documents.WorkedCases;

/// <summary>
/// A resident and the answer that people worked out by hand from the notice. It states only those fields of the answer that it
/// wants to state; or, instead of an answer, the fields of the input that must be refused.
/// </summary>
public sealed record WorkedCase(string Id, string Question, Profile Profile, Situation Situation, Position Position)
{
    internal ValueList<ExpectedField> Answer { get; init; } = [];

    /// <summary>The fields of the input that must be refused, sorted. Empty where an answer is expected.</summary>
    public ValueList<string> Errors { get; init; } = [];

    /// <summary>Everything in which the policy answers otherwise than this case, each with the place of the expectation.</summary>
    public IEnumerable<Diagnostic> Check(Policy policy)
    {
        InputProblem[] refused = [.. InputCheck.Profile(policy, Profile), .. InputCheck.Dates(Situation)];
        if (Errors.Count > 0) return CheckErrors(refused);
        if (refused.Length > 0) return refused.Select(p => Wrong(Position, $"the input is refused: {p.Field}: {p.Message}"));
        var quote = Interpreter.Quote(policy, Profile, Situation);
        return from expected in Answer
               let got = expected.Field.Actual(quote)
               where got != expected.Text
               select Wrong(expected.Position, $"{expected.Field.Name}: expected {expected.Text}, got {got}");
    }

    private IEnumerable<Diagnostic> CheckErrors(InputProblem[] refused)
    {
        var wanted = string.Join(", ", Errors);
        var got = string.Join(", ", refused.Select(p => p.Field).Order(StringComparer.Ordinal));
        if (wanted != got) yield return Wrong(Position, $"expected the input to be refused for {wanted}, got {(got.Length == 0 ? "an answer" : got)}");
    }

    private Diagnostic Wrong(Position position, string what) => new(DiagnosticCodes.WorkedCase, position, $"case '{Shown.Text(Id)}': {what}");
}

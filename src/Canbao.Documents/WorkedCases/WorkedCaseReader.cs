using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.WorkedCases;

/// <summary>Reads the cases of one policy. All problems are reported at once.</summary>
public static class WorkedCaseReader
{
    /// <summary>The cases that can be read; the problems tell of the others.</summary>
    public static ValueList<WorkedCase> Read(string file, string text, Policy policy, List<Diagnostic> problems)
    {
        if (DocumentReader.Read(file, text, problems) is not { } root) return [];
        var context = new ReadContext(policy.Codes, problems);
        foreach (var reading in policy.Readings) context.Add(reading);
        var reader = new MapReader(root, context);
        reader.Required("cases");
        ValueList<WorkedCase> cases = [.. reader.Maps("cases").Select(ReadCase).OfType<WorkedCase>()];
        reader.Close();
        foreach (var twice in cases.GroupBy(c => c.Id).Where(g => g.Count() > 1).Select(g => g.Last()))
            context.Report(DiagnosticCodes.DuplicateId, twice.Position, $"case '{Shown.Text(twice.Id)}' is given twice");
        return cases;
    }

    /// <summary>Null if it has no input to run.</summary>
    private static WorkedCase? ReadCase(MapReader reader)
    {
        var (id, question) = (reader.Text("id"), reader.Text("question"));
        var input = reader.Map("input");
        var (profile, situation) = input is null ? (new Profile { Tier = "" }, default) : (CaseInput.Profile(input), CaseInput.Situation(input));
        input?.Close();
        var refused = reader.Has("error");
        var item = new WorkedCase(id, question, profile, situation, reader.Position)
        {
            Errors = refused ? Errors(reader) : [],
            Answer = refused ? [] : reader.Map("answer") is { } answer ? Answer(answer) : [],
        };
        reader.Close();
        return input is null ? null : item;
    }

    /// <summary>One field, or a list of them.</summary>
    private static ValueList<string> Errors(MapReader reader)
    {
        ValueList<string> fields = reader.Node("error") is ListNode ? reader.Texts("error") : [reader.Text("error")];
        return [.. fields.Order(StringComparer.Ordinal)];
    }

    private static ValueList<ExpectedField> Answer(MapReader reader)
    {
        // Without a status an answer says too little to be worth a look.
        reader.Required("status");
        var expected = new List<ExpectedField>();
        foreach (var field in AnswerFields.All)
            if (reader.Node(field.Name) is { } node && field.Expected(reader, field.Name) is { } text)
                expected.Add(new(field, text, node.Position));
        reader.Close();
        return [.. expected];
    }
}

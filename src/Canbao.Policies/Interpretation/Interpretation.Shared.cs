using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// What a run under another choice takes over from the one that it is compared with: a step whose result hangs on other things alone. It asks the same of
/// the same dates then, so nothing needs recording again.
/// </summary>
internal sealed partial class Interpretation
{
    private Step<Terms>? _terms;
    private Step<DateOnly?>? _nextOpenDay;
    private Step<AssistanceResult>? _assistance;
    private Step<Cover>? _cover;
    private Step<CatastrophicCover?>? _catastrophic;

    private PricedAnswer? _priced;

    // What the steps of these names were asked about.
    private Terms? _assistedTerms, _coveredTerms;
    private string? _catastrophicFor;

    /// <summary>The result of a step, the readings that it hangs on, and the subjects that it leaves open.</summary>
    private sealed record Step<T>(T Value, ulong Varying, uint Unspecified);

    private sealed record PricedAnswer(Parts Parts, Quote Quote);

    /// <summary>All that an answer with a price is made of.</summary>
    private readonly record struct Parts(
        Terms Terms, long? Fee, AssistanceResult Assistance, Cover Cover, CatastrophicCover? Catastrophic, uint Unspecified, int Warnings)
    {
        /// <summary>Whether the same answer would be made of these.</summary>
        public bool AreLike(in Parts other) => ReferenceEquals(Terms, other.Terms) && Fee == other.Fee && Assistance == other.Assistance
            && Catastrophic == other.Catastrophic && Unspecified == other.Unspecified && Warnings == other.Warnings && Cover.IsLike(other.Cover);
    }

    /// <summary>The step of the run that this one is compared with, if it does not hang on the reading that makes the difference.</summary>
    private Step<T>? Shared<T>(Step<T>? step)
    {
        if (step is null || walk is not null || (step.Varying >> reading & 1) != 0) return null;
        _unspecified |= step.Unspecified;
        return step;
    }

    /// <summary>Begins a step that a later run may take over: what it asks and leaves open is counted for itself.</summary>
    private (ulong Varying, uint Unspecified) Begin()
    {
        var before = (Varying, _unspecified);
        (Varying, _unspecified) = (0, 0);
        return before;
    }

    /// <summary>Null in a run under another choice, from which nobody takes over.</summary>
    private Step<T>? End<T>((ulong Varying, uint Unspecified) before, T value)
    {
        var step = compared is null ? new Step<T>(value, Varying, _unspecified) : null;
        (Varying, _unspecified) = (Varying | before.Varying, _unspecified | before.Unspecified);
        return step;
    }
}

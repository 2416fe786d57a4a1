using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>What came of a rule that was considered. The numbers are those of the wire contract.</summary>
public enum StepOutcome
{
    Applied = 1,
    PassedOver = 2,
    Silent = 3,
    NeedsField = 4,
}

/// <summary>One rule that was considered.</summary>
public sealed record Step(string Kind, Rule? Rule, StepOutcome Outcome, string Zh, string En);

/// <summary>What came of an identity that could have brought assistance.</summary>
public enum CandidateOutcome
{
    Won,
    LowerAmount,
    EqualAmount,
    NotNamed,
    NamedWithoutMoney,
    NamedForMobilisation,
    NoFigureForTier,
    NotYetRecognised,
    DeferredToNextYear,
    ExcludedByOtherIdentity,
    AgeNotReached,
    OtherFundPays,
    NoAssistanceOnThisDay,
    Barred,
    LeftOpen,
    ClosedOnThisDay,
    NothingToPay,
    FeePaidAlready,
    OutsideTheScheme,
}

/// <summary>An identity that could have brought assistance, with what it would bring (fen, after the cap) and what came of it.</summary>
public sealed record Candidate(string Identity, Grant? Grant, long? AmountFen, CandidateOutcome Outcome);

/// <summary>The interpreter's walk: every rule considered in order, every candidate identity.</summary>
public sealed class Walk
{
    private readonly List<Step> _steps = [];
    private readonly List<Candidate> _candidates = [];

    public IReadOnlyList<Step> Steps => _steps;

    public IReadOnlyList<Candidate> Candidates => _candidates;

    internal void Add(string kind, Rule? rule, StepOutcome outcome, string zh, string en) => _steps.Add(new(kind, rule, outcome, zh, en));

    internal void Add(Candidate candidate) => _candidates.Add(candidate);

    /// <summary>An answer that is not settled has no identity that counts.</summary>
    internal void LeaveWinnerOpen()
    {
        for (var i = 0; i < _candidates.Count; i++)
            if (_candidates[i].Outcome == CandidateOutcome.Won) _candidates[i] = _candidates[i] with { Outcome = CandidateOutcome.LeftOpen };
    }
}

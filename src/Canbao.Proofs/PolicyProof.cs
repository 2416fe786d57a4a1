using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>What a proof found.</summary>
/// <param name="Points">Residents with dates at which the batch path was compared with a region: the last ones of every region.</param>
/// <param name="Counterexamples">The first of each kind; empty if the policy is proved.</param>
/// <param name="DeadRules">Rules of the document that decide nobody's answer anywhere.</param>
public sealed record ProofResult(long Points, IReadOnlyList<Counterexample> Counterexamples, IReadOnlyList<Rule> DeadRules)
{
    public bool Holds => Counterexamples.Count == 0 && DeadRules.Count == 0;
}

/// <summary>
/// Proves a policy over the finite space of its inputs and over all dates: everywhere one answer that keeps the laws of <see cref="QuoteLaws"/>, the
/// batch path equal to the interpreter in every field, a further identity never dearer unless the policy declares it, the next
/// open day really the next, the order of identities without meaning, and every rule decisive for somebody.
/// </summary>
public sealed class PolicyProof
{
    private readonly Policy _policy;
    private readonly PolicyBook _book;
    private readonly PlanCache _plans = new();
    private readonly BatchQuoter _batches;
    private readonly BatchAnswer _answer = new();
    private readonly Dictionary<string, Counterexample> _found = [];
    private readonly RuleCoverage _coverage;
    private long _points;

    private PolicyProof(Policy policy)
    {
        _policy = policy;
        _book = new PolicyBook(policy.Codes, [policy]);
        _batches = new BatchQuoter(_plans);
        _coverage = new RuleCoverage(policy);
    }

    /// <param name="policy">The policy.</param>
    /// <param name="betweenBlocks">Called some thousand times: to give way to other work, or to stop by an exception.</param>
    public static ProofResult Prove(Policy policy, Action? betweenBlocks = null)
    {
        var proof = new PolicyProof(policy);
        var space = new ProofSpace(policy);
        using (proof._plans)
            foreach (var block in Paced(space.Blocks())) proof.Prove(block);
        var dead = proof._coverage.Dead(Paced(space.Blocks()), (circumstance, when) => Paced(space.Towards(circumstance, when)));
        return new ProofResult(proof._points, [.. proof._found.Values], dead);

        IEnumerable<ProofBlock> Paced(IEnumerable<ProofBlock> blocks) => blocks.Select(block =>
        {
            betweenBlocks?.Invoke();
            return block;
        });
    }

    private void Prove(ProofBlock block)
    {
        var sets = Enumerable.Range(0, block.IdentitySets.Count).Select(set => new ProfileRegions(_policy, block.ProfileWith(set), See)).ToArray();
        for (var set = 0; set < sets.Length; set++) CoverAllDates(sets[set], Fewer(block, sets, set), block.Payments);
        foreach (var regions in sets)
        {
            CheckCorners(regions);
            if (block.IsWholeYear) CheckNextOpenDays(regions, block.Payments);
            CheckOrderOfIdentities(regions, block.Payments[block.Payments.Count / 2]);
        }
    }

    private void See(Profile profile, DayNumbers point, Template template) => _coverage.See(profile, point.ToSituation(), template.QuoteFor(point));

    /// <summary>Those with one identity less than a set, if the policy does not declare that it is dearer.</summary>
    private ProfileRegions[] Fewer(ProofBlock block, ProfileRegions[] sets, int set)
    {
        var held = block.IdentitySets[set];
        return Declares(held) ? [] : [.. sets.Where((_, i) => block.IdentitySets[i].Count == held.Count - 1 && block.IdentitySets[i].All(held.Contains))];
    }

    /// <summary>
    /// For each payment day the boxes of regions are taken away from all dates that may be given, until nothing is left: so every date has an answer that
    /// was looked at, and stands beside the answers with one identity less.
    /// </summary>
    private void CoverAllDates(ProfileRegions profile, ProfileRegions[] fewer, IReadOnlyList<int> payments)
    {
        var rest = new Stack<DateBox>();
        foreach (var payment in payments)
        {
            profile.BeginDay();
            foreach (var other in fewer) other.BeginDay();
            rest.Push(DateBox.Whole(payment));
            while (rest.TryPop(out var box))
            {
                var met = profile.At(box.Low);
                met.OnPayment(payment);
                var part = box.Within(met.Region);
                foreach (var other in fewer)
                {
                    var before = other.At(box.Low);
                    part = part.Within(before.Region);
                    if (met.Template.Quote.FeeFen > before.Template.Quote.FeeFen) Report(
                        "a further identity raises the fee, and the policy does not declare it", profile.Profile, box.Low.ToSituation());
                }
                box.PushRest(part, rest);
            }
        }
    }

    /// <summary>
    /// The laws at the outermost points of every region, where a rule about dates would show; and in every field the path that serves millions at its
    /// last one, where a region that is too wide would: that path interprets there for itself.
    /// </summary>
    private void CheckCorners(ProfileRegions regions)
    {
        var (situations, meant) = (new List<Situation>(), new List<Quote>());
        foreach (var met in regions.Met)
        {
            foreach (var (point, isLast) in met.Corners())
            {
                var (situation, quote) = (point.ToSituation(), met.Template.QuoteFor(point));
                if (QuoteLaws.Broken(_policy, regions.Profile, situation, quote) is { } law) Report(law, regions.Profile, situation);
                if (!isLast) continue;
                situations.Add(situation);
                meant.Add(quote);
            }
        }
        _points += meant.Count;
        CompareWithBatch(regions.Profile, situations, meant);
    }

    /// <summary>It is asked twice, because plans are kept from the second sight on.</summary>
    private void CompareWithBatch(Profile profile, List<Situation> situations, List<Quote> meant)
    {
        Resolve(profile);
        var request = new BatchRequest
        {
            Profiles = new[] { Resolve(profile) },
            ProfileIndex = new uint[situations.Count],
            PaymentDates = Column(situations, s => s.PaymentDate),
            PaymentDateIndex = Enumerable.Range(0, situations.Count).Select(i => (uint)i).ToArray(),
            BirthDate = Column(situations, s => s.BirthDate),
            EventDate = Column(situations, s => s.EventDate),
            IdentityRecognisedOn = Column(situations, s => s.IdentityRecognisedOn),
        };
        _batches.Quote(request, _answer);
        for (var at = 0; at < meant.Count; at++)
            if (_answer[at].Quote != meant[at]) Report("the batch path differs from the interpreter", profile, situations[at]);
    }

    private BatchProfile Resolve(Profile profile) => _batches.Resolve(_book, _policy.Region, _policy.BenefitYear, _policy.Revision, profile);

    private static uint[] Column(List<Situation> situations, Func<Situation, DateOnly?> date) =>
        [.. situations.Select(s => date(s) is { } day ? WireDate.Format(day) : 0)];

    private bool Declares(ValueList<string> held)
    {
        foreach (var declared in _policy.Assistance.DearerTogether)
            if (held.Any(h => Named(h, declared.Identities)) && held.Any(h => Named(h, declared.With))) return true;
        return false;
    }

    private bool Named(string held, ValueList<string> named) => named.Any(n => _policy.Codes.Means(held, n));

    /// <summary>Days in order: a closed day's next open day is the first open one after it.</summary>
    private void CheckNextOpenDays(ProfileRegions regions, IReadOnlyList<int> payments)
    {
        DateOnly? open = null;
        foreach (var payment in payments.Reverse())
        {
            var point = DateBox.Whole(payment).Low;
            regions.BeginDay();
            var quote = regions.At(point).Template.Quote;
            if (quote.Status == QuoteStatus.Closed && quote.NextOpenDate != open && Payable(regions.Profile))
                Report("the next open day is not the first one that is open", regions.Profile, point.ToSituation());
            if (quote.IsOpen || quote is { Status: QuoteStatus.Undetermined, FeeAtMostFen: not null }) open = DateOnly.FromDayNumber(payment);
        }
    }

    /// <summary>Who has paid, or is insured elsewhere, has no next open day.</summary>
    private static bool Payable(Profile profile) => !profile.AlreadyPaidNormally && !profile.EmployeeInsured && !profile.InsuredElsewhere;

    /// <summary>On any day: what the order could change does not hang on it.</summary>
    private void CheckOrderOfIdentities(ProfileRegions regions, int payment)
    {
        if (regions.Profile.Identities is not [var first, var second]) return;
        var reversed = regions.Profile with { Identities = [second, first] };
        var point = DateBox.Whole(payment).Low;
        if (Interpreter.Quote(_policy, reversed, point.ToSituation()) != regions.At(point).Template.QuoteFor(point))
            Report("the order in which identities are given changes the answer", reversed, point.ToSituation());
    }

    private void Report(string what, Profile profile, in Situation situation) => _found.TryAdd(what, new(what, profile, situation));
}

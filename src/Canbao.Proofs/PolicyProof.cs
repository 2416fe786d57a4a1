using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>What a proof found.</summary>
/// <param name="Points">Residents and days that were asked.</param>
/// <param name="Counterexamples">The first of each kind; empty if the policy is proved.</param>
/// <param name="DeadRules">Rules of the document that decide nobody's answer anywhere.</param>
public sealed record ProofResult(long Points, IReadOnlyList<Counterexample> Counterexamples, IReadOnlyList<Rule> DeadRules)
{
    public bool Holds => Counterexamples.Count == 0 && DeadRules.Count == 0;
}

/// <summary>
/// Proves a policy over the finite space of its inputs: everywhere one answer that keeps the laws of <see cref="QuoteLaws"/>, the
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
        var meant = new Quote[block.IdentitySets.Count, block.Situations.Count];
        for (var set = 0; set < block.IdentitySets.Count; set++)
        {
            var profile = block.ProfileWith(set);
            for (var at = 0; at < block.Situations.Count; at++) meant[set, at] = Interpret(profile, block.Situations[at]);
        }
        CompareWithBatch(block, meant);
        CompareIdentities(block, meant);
        if (block.Situations.All(s => s == new Situation(s.PaymentDate))) CheckNextOpenDays(block, meant);
        CheckOrderOfIdentities(block, meant);
        _points += meant.Length;
    }

    private Quote Interpret(Profile profile, in Situation situation)
    {
        var quote = Interpreter.Quote(_policy, profile, situation);
        if (QuoteLaws.Broken(_policy, profile, situation, quote) is { } law) Report(law, profile, situation);
        _coverage.See(profile, situation, quote);
        return quote;
    }

    /// <summary>The path that serves millions, in every field. It is asked twice, because plans are kept from the second sight on.</summary>
    private void CompareWithBatch(ProofBlock block, Quote[,] meant)
    {
        var sets = block.IdentitySets.Count;
        for (var set = 0; set < sets; set++) Resolve(block, set);
        var request = new BatchRequest
        {
            Profiles = Enumerable.Range(0, sets).Select(set => Resolve(block, set)).ToArray(),
            ProfileIndex = Column(sets, block, (set, _) => (uint)set),
            PaymentDates = block.Situations.Select(s => WireDate.Format(s.PaymentDate)).ToArray(),
            PaymentDateIndex = Column(sets, block, (_, at) => (uint)at),
            BirthDate = Column(sets, block, (_, at) => Date(block.Situations[at].BirthDate)),
            EventDate = Column(sets, block, (_, at) => Date(block.Situations[at].EventDate)),
            IdentityRecognisedOn = Column(sets, block, (_, at) => Date(block.Situations[at].IdentityRecognisedOn)),
        };
        _batches.Quote(request, _answer);
        for (var set = 0; set < sets; set++)
            for (var at = 0; at < block.Situations.Count; at++)
                if (_answer[set * block.Situations.Count + at].Quote != meant[set, at])
                    Report("the batch path differs from the interpreter", block.ProfileWith(set), block.Situations[at]);
    }

    private BatchProfile Resolve(ProofBlock block, int set) =>
        _batches.Resolve(_book, _policy.Region, _policy.BenefitYear, _policy.Revision, block.ProfileWith(set));

    private static uint[] Column(int sets, ProofBlock block, Func<int, int, uint> value)
    {
        var column = new uint[sets * block.Situations.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(i / block.Situations.Count, i % block.Situations.Count);
        return column;
    }

    private static uint Date(DateOnly? day) => day is { } d ? WireDate.Format(d) : 0;

    /// <summary>Each set beside the sets with one identity less: a further identity must not raise the fee.</summary>
    private void CompareIdentities(ProofBlock block, Quote[,] meant)
    {
        var index = new Dictionary<ValueList<string>, int>();
        for (var set = 0; set < block.IdentitySets.Count; set++) index[block.IdentitySets[set]] = set;
        for (var set = 0; set < block.IdentitySets.Count; set++)
        {
            var held = block.IdentitySets[set];
            if (Declares(held)) continue;
            foreach (var fewer in held.Select(left => (ValueList<string>)[.. held.Where(i => i != left)]))
                if (index.TryGetValue(fewer, out var before)) CompareFees(block, meant, before, set);
        }
    }

    private void CompareFees(ProofBlock block, Quote[,] meant, int fewer, int more)
    {
        for (var at = 0; at < block.Situations.Count; at++)
            if (meant[more, at].FeeFen > meant[fewer, at].FeeFen)
                Report("a further identity raises the fee, and the policy does not declare it", block.ProfileWith(more), block.Situations[at]);
    }

    private bool Declares(ValueList<string> held)
    {
        foreach (var declared in _policy.Assistance.DearerTogether)
            if (held.Any(h => Named(h, declared.Identities)) && held.Any(h => Named(h, declared.With))) return true;
        return false;
    }

    private bool Named(string held, ValueList<string> named) => named.Any(n => _policy.Codes.Means(held, n));

    /// <summary>Days in order: a closed day's next open day is the first open one after it.</summary>
    private void CheckNextOpenDays(ProofBlock block, Quote[,] meant)
    {
        var last = block.Situations.Count - 1;
        for (var set = 0; set < block.IdentitySets.Count; set++)
        {
            DateOnly? open = null;
            for (var at = last; at >= 0; at--)
            {
                var (quote, day) = (meant[set, at], block.Situations[at].PaymentDate);
                if (quote.Status == QuoteStatus.Closed && quote.NextOpenDate != open && Payable(block.Plain))
                    Report("the next open day is not the first one that is open", block.ProfileWith(set), block.Situations[at]);
                if (quote.IsOpen || quote is { Status: QuoteStatus.Undetermined, FeeAtMostFen: not null }) open = day;
            }
        }
    }

    /// <summary>Who has paid, or is insured elsewhere, has no next open day.</summary>
    private static bool Payable(Profile profile) => !profile.AlreadyPaidNormally && !profile.EmployeeInsured && !profile.InsuredElsewhere;

    private void CheckOrderOfIdentities(ProofBlock block, Quote[,] meant)
    {
        for (var set = 0; set < block.IdentitySets.Count; set++)
        {
            if (block.IdentitySets[set] is not [var first, var second]) continue;
            var reversed = block.Plain with { Identities = [second, first] };
            // The middle one is as good as any: what the order could change does not depend on the day.
            var at = block.Situations.Count / 2;
            if (Interpreter.Quote(_policy, reversed, block.Situations[at]) != meant[set, at])
                Report("the order in which identities are given changes the answer", reversed, block.Situations[at]);
        }
    }

    private void Report(string what, Profile profile, in Situation situation) => _found.TryAdd(what, new(what, profile, situation));
}

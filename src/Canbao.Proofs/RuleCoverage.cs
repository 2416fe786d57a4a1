using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>
/// Which rules have decided somebody's answer. A rule that never does is a mistake of the document: a case behind another one that
/// always holds first, or a window whose days another rule takes.
/// </summary>
internal sealed class RuleCoverage
{
    private readonly Policy _policy;
    private readonly Dictionary<Rule, Circumstance> _unseen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(Circumstance, Quote)> _answers = [];
    private readonly int[] _missing = new int[Enum.GetValues<Circumstance>().Length];

    public RuleCoverage(Policy policy)
    {
        _policy = policy;
        Expect(Circumstance.None, [.. policy.Eligibility.Select(r => r.Rule), .. policy.Windows.Select(w => w.Terms.Rule),
            .. policy.Standards.Select(s => s.Rule), .. policy.Assistance.Grants.Select(g => g.Rule), .. policy.Assistance.Bars.Select(b => b.Rule),
            .. policy.Catastrophic.Tilts.Select(t => t.Rule), .. policy.Addons.Select(a => a.Rule)]);
        foreach (var rules in policy.Circumstances.ToArray()) Expect(rules.Circumstance, rules.Cases.Select(c => c.Terms.Rule));
    }

    private void Expect(Circumstance circumstance, IEnumerable<Rule> rules)
    {
        foreach (var rule in rules)
            if (_unseen.TryAdd(rule, circumstance)) _missing[(int)circumstance]++;
    }

    /// <summary>Explains the point, if its answer is one that has not been seen: an explanation costs more than a quote.</summary>
    public void See(Profile profile, in Situation situation, Quote quote)
    {
        if (profile.Identities.Count < 2 && IsMissing(profile.Circumstance) && _answers.Add((profile.Circumstance, quote))) Explain(profile, situation);
    }

    /// <summary>The rules that decide nobody. Different rules can give one answer, so what is still missing is looked for everywhere.</summary>
    /// <param name="blocks">The whole space.</param>
    /// <param name="towards">Residents who have what conditions ask for: a case may want several fields together with a date.</param>
    public IReadOnlyList<Rule> Dead(IEnumerable<ProofBlock> blocks, Func<Circumstance, Conditions, IEnumerable<ProofBlock>> towards)
    {
        foreach (var rule in _policy.Eligibility) Look(rule.Rule, towards(Circumstance.None, rule.When));
        foreach (var rules in _policy.Circumstances)
            foreach (var item in rules.Cases) Look(item.Terms.Rule, towards(rules.Circumstance, item.When));
        foreach (var block in blocks)
        {
            if (_unseen.Count == 0) break;
            if (!IsMissing(block.Plain.Circumstance)) continue;
            for (var set = 0; set < block.IdentitySets.Count; set++)
                if (block.IdentitySets[set].Count < 2) ExplainAll(block.ProfileWith(set), block.Payments, () => IsMissing(block.Plain.Circumstance));
        }
        return [.. _unseen.Keys];
    }

    private void Look(Rule rule, IEnumerable<ProofBlock> blocks)
    {
        if (!_unseen.ContainsKey(rule)) return;
        foreach (var block in blocks)
            for (var set = 0; set < block.IdentitySets.Count; set++)
            {
                ExplainAll(block.ProfileWith(set), block.Payments, () => _unseen.ContainsKey(rule));
                if (!_unseen.ContainsKey(rule)) return;
            }
    }

    /// <summary>Every region of a profile once, while something is looked for.</summary>
    private void ExplainAll(Profile profile, IReadOnlyList<int> payments, Func<bool> isLookedFor)
    {
        var regions = new ProfileRegions(_policy, profile, (who, point, _) => Explain(who, point.ToSituation()));
        var rest = new Stack<DateBox>();
        foreach (var payment in payments)
        {
            regions.BeginDay();
            rest.Push(DateBox.Whole(payment));
            while (isLookedFor() && rest.TryPop(out var box)) box.PushRest(box.Within(regions.At(box.Low).Region), rest);
            rest.Clear();
        }
    }

    private void Explain(Profile profile, in Situation situation)
    {
        var walk = Interpreter.Explain(_policy, profile, situation).Walk;
        foreach (var step in walk.Steps)
            if (step.Rule is not null && step.Outcome is StepOutcome.Applied or StepOutcome.Silent) Saw(step.Rule);
        foreach (var candidate in walk.Candidates)
            if (candidate.Grant is not null) Saw(candidate.Grant.Rule);
    }

    /// <summary>A case of a circumstance shows itself only to its own residents; every other rule may show itself to everybody.</summary>
    private bool IsMissing(Circumstance circumstance) => _missing[(int)Circumstance.None] > 0 || _missing[(int)circumstance] > 0;

    private void Saw(Rule? rule)
    {
        if (rule is not null && _unseen.Remove(rule, out var circumstance)) _missing[(int)circumstance]--;
    }
}

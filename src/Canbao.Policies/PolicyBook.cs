using Canbao.Policies.Model;

namespace Canbao.Policies;

/// <summary>The immutable snapshot of all policies that one request sees from beginning to end.</summary>
public sealed class PolicyBook
{
    private const int RegionsNamedInErrors = 12;

    private readonly Dictionary<(string Region, long Year), Timeline> _timelines;

    public PolicyBook(CodeLists codes, IEnumerable<Policy> policies)
    {
        Codes = codes;
        Policies = [.. policies];
        Timelines = [.. Policies.GroupBy(p => (p.Region, p.BenefitYear)).Select(Timeline.Of)];
        _timelines = Timelines.ToDictionary(t => (t.Newest.Region, (long)t.Newest.BenefitYear));
        Digest = Digests.Combine([codes.Digest, .. Policies.Select(p => p.Digest)]);
    }

    public CodeLists Codes { get; }

    /// <summary>Ordered by region, year and revision.</summary>
    public ValueList<Policy> Policies { get; }

    /// <summary>The revisions of each region and year, in the order of the policies.</summary>
    public ValueList<Timeline> Timelines { get; }

    /// <summary>SHA-256 over the code lists and all policies, lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>
    /// What answers for a region (or the nearest wider one), a year and a revision: 0 = all revisions, each on the days that it
    /// governs; another number = that revision alone, on every day. Null if there is none; the problem then names the field and
    /// what exists.
    /// </summary>
    public Timeline? Find(string region, long year, long revision, out LookupProblem problem)
    {
        problem = default;
        if (!RegionCode.IsValid(region))
        {
            var what = region.Length == 0 ? "missing" : $"'{Shown.Text(region)}' is not allowed";
            problem = new(IsInvalid: true, new(region.Length == 0 ? RejectCodes.RegionMissing : RejectCodes.RegionMalformed, "region",
                $"{what}; expected {RegionCode.Allowed}"));
            return null;
        }
        if (year == 0)
        {
            problem = new(IsInvalid: true, new(RejectCodes.YearMissing, "benefit_year", "missing; expected a year such as 2025"));
            return null;
        }
        foreach (var code in RegionCode.Widening(region))
            if (_timelines.TryGetValue((code, year), out var timeline)) return Pick(timeline, revision, out problem);
        problem = new(IsInvalid: false, NothingFor(region, year));
        return null;
    }

    /// <summary>One policy, for who asks about the document and not about a payment: as <see cref="Find"/>, but 0 = the newest.</summary>
    public Policy? FindPolicy(string region, long year, long revision, out LookupProblem problem) => Find(region, year, revision, out problem)?.Newest;

    private static Timeline? Pick(Timeline timeline, long revision, out LookupProblem problem)
    {
        problem = default;
        if (revision == 0) return timeline;
        foreach (var policy in timeline.Revisions)
            if (policy.Revision == revision) return policy.Alone;
        var newest = timeline.Newest;
        problem = new(IsInvalid: false, new(RejectCodes.RevisionUnknown, "policy_revision",
            $"{newest.Region}/{newest.BenefitYear} has no revision {revision}; it has {string.Join(", ", timeline.Revisions.Select(p => p.Revision))}"));
        return null;
    }

    private InputProblem NothingFor(string region, long year)
    {
        var years = RegionCode.Widening(region).SelectMany(code => _timelines.Keys.Where(k => k.Region == code).Select(k => k.Year)).Distinct()
            .Order().ToArray();
        if (years.Length > 0) return new(RejectCodes.YearWithoutPolicy, "benefit_year",
            $"region {region} has no policy for {year}; it has {string.Join(", ", years)}");
        var regions = _timelines.Keys.Select(k => k.Region).Distinct().Order(StringComparer.Ordinal).ToArray();
        var more = regions.Length > RegionsNamedInErrors ? $" and {regions.Length - RegionsNamedInErrors} more" : "";
        return new(RejectCodes.RegionWithoutPolicy, "region",
            $"there is no policy for region {region}; there are policies for {string.Join(", ", regions.Take(RegionsNamedInErrors))}{more}");
    }
}

/// <summary>Why no policy was found: the request is malformed, or names something that does not exist.</summary>
public readonly record struct LookupProblem(bool IsInvalid, InputProblem Problem);

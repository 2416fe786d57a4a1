using Canbao.Policies;
using Canbao.Policies.Documents;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>The immutable snapshot of all policies that one request sees from beginning to end.</summary>
public sealed class PolicyBook
{
    private const int RegionsNamedInErrors = 12;

    private readonly Dictionary<(string Region, long Year), Policy[]> _revisions;

    public PolicyBook(CodeLists codes, IEnumerable<Policy> policies)
    {
        Codes = codes;
        Policies = [.. policies];
        _revisions = Policies.GroupBy(p => (p.Region, Year: (long)p.BenefitYear)).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Revision).ToArray());
        Digest = CanonicalForm.Combine([codes.Digest, .. Policies.Select(p => p.Digest)]);
    }

    public CodeLists Codes { get; }

    /// <summary>Ordered by region, year and revision.</summary>
    public ValueList<Policy> Policies { get; }

    /// <summary>SHA-256 over the code lists and all policies, lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>
    /// The policy for a region (or the nearest wider one), a year and a revision (0 = the newest). Null if there is none; the
    /// problem then names the field and what exists.
    /// </summary>
    public Policy? Find(string region, long year, long revision, out LookupProblem problem)
    {
        problem = default;
        if (!RegionCode.IsValid(region))
        {
            var what = region.Length == 0 ? "missing" : $"'{Shown.Text(region)}' is not allowed";
            problem = new(IsInvalid: true, new("region", $"{what}; expected {RegionCode.Allowed}"));
            return null;
        }
        if (year == 0)
        {
            problem = new(IsInvalid: true, new("benefit_year", "missing; expected a year such as 2025"));
            return null;
        }
        foreach (var code in RegionCode.Widening(region))
            if (_revisions.TryGetValue((code, year), out var revisions)) return Pick(revisions, revision, out problem);
        problem = new(IsInvalid: false, NothingFor(region, year));
        return null;
    }

    private static Policy? Pick(Policy[] revisions, long revision, out LookupProblem problem)
    {
        problem = default;
        if (revision == 0) return revisions[^1];
        foreach (var policy in revisions)
            if (policy.Revision == revision) return policy;
        problem = new(IsInvalid: false, new("policy_revision",
            $"{revisions[0].Region}/{revisions[0].BenefitYear} has no revision {revision}; it has {string.Join(", ", revisions.Select(p => p.Revision))}"));
        return null;
    }

    private InputProblem NothingFor(string region, long year)
    {
        var years = RegionCode.Widening(region).SelectMany(code => _revisions.Keys.Where(k => k.Region == code).Select(k => k.Year)).Distinct()
            .Order().ToArray();
        if (years.Length > 0) return new("benefit_year", $"region {region} has no policy for {year}; it has {string.Join(", ", years)}");
        var regions = _revisions.Keys.Select(k => k.Region).Distinct().Order(StringComparer.Ordinal).ToArray();
        var more = regions.Length > RegionsNamedInErrors ? $" and {regions.Length - RegionsNamedInErrors} more" : "";
        return new("region", $"there is no policy for region {region}; there are policies for {string.Join(", ", regions.Take(RegionsNamedInErrors))}{more}");
    }
}

/// <summary>Why no policy was found: the request is malformed, or names something that does not exist.</summary>
public readonly record struct LookupProblem(bool IsInvalid, InputProblem Problem);

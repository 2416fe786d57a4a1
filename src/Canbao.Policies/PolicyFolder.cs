using System.Globalization;
using Canbao.Policies.Documents;
using Canbao.Policies.Model;
using Canbao.Policies.Readers;

namespace Canbao.Policies;

/// <summary>
/// The folder that holds the code lists and the policy documents: identities.yaml, and region/year.yaml (with further revisions
/// beside it, such as region/year.r2.yaml). Everything that is wrong in any file is reported at once.
/// </summary>
public sealed class PolicyFolder
{
    private PolicyFolder(CodeLists? codes, ValueList<Policy> policies, ValueList<Diagnostic> problems)
    {
        Codes = codes;
        Policies = policies;
        Problems = problems;
    }

    /// <summary>Null if the code lists cannot be read.</summary>
    public CodeLists? Codes { get; }

    /// <summary>The documents without a problem, ordered by region, year and revision.</summary>
    public ValueList<Policy> Policies { get; }

    public ValueList<Diagnostic> Problems { get; }

    public static PolicyFolder Load(string folder)
    {
        var problems = new List<Diagnostic>();
        var list = Path.Combine(folder, "identities.yaml");
        if (!File.Exists(list))
            return new(null, [], [new(DiagnosticCodes.WrongPlace, new Position(list, 1, 1),
                "the code lists are missing: a policy folder holds identities.yaml")]);
        var codes = CodeLists.Read(list, File.ReadAllText(list), problems);
        if (codes is null) return new(null, [], [.. problems]);
        var policies = new List<Policy>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(f => f != list && !f.EndsWith(".cases.yaml", StringComparison.Ordinal)))
            if (ReadFile(folder, file, codes, problems) is { } policy) policies.Add(policy);
        ReportTwice(policies, problems);
        return new(codes, [.. policies.OrderBy(p => p.Region, StringComparer.Ordinal).ThenBy(p => p.BenefitYear).ThenBy(p => p.Revision)],
            [.. problems]);
    }

    private static Policy? ReadFile(string folder, string file, CodeLists codes, List<Diagnostic> problems)
    {
        // Longer files are refused unread.
        var length = new FileInfo(file).Length;
        if (length > DocumentReader.MaxBytes)
        {
            problems.Add(new(DiagnosticCodes.TooLarge, new Position(file, 1, 1),
                $"the document has {length} bytes; at most {DocumentReader.MaxBytes} are read"));
            return null;
        }
        var policy = PolicyReader.Read(file, File.ReadAllText(file), codes, problems);
        if (policy is null) return null;
        var place = Path.GetRelativePath(folder, file).Replace('\\', '/');
        var year = policy.BenefitYear.ToString(CultureInfo.InvariantCulture);
        if (place.StartsWith($"{policy.Region}/{year}.", StringComparison.Ordinal)) return policy;
        problems.Add(new(DiagnosticCodes.WrongPlace, new Position(file, 1, 1), $"the policy {policy} must stand in {policy.Region}/{year}.yaml"));
        return null;
    }

    private static void ReportTwice(List<Policy> policies, List<Diagnostic> problems)
    {
        foreach (var twice in policies.GroupBy(p => p.ToString()).Where(g => g.Count() > 1))
            problems.Add(new(DiagnosticCodes.DuplicateId, new Position(twice.Key, 1, 1), $"{twice.Key} is given by more than one file"));
    }
}

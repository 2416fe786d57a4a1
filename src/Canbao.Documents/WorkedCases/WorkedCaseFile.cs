using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.WorkedCases;

/// <summary>
/// The file of worked cases beside a policy document: region/year.cases.yaml beside region/year.yaml. Serving does not need it;
/// who checks a folder does.
/// </summary>
public static class WorkedCaseFile
{
    /// <summary>Fewer than these cannot have met every rule of a notice.</summary>
    public const int FewestCases = 20;

    private const string Ending = ".cases.yaml";

    /// <summary>Runs the cases of every policy and reports what differs, and who has too few. Returns the number of cases that were run.</summary>
    public static int Check(string folder, IReadOnlyList<Policy> policies, List<Diagnostic> problems)
    {
        ReportWithoutDocument(folder, problems);
        return policies.Sum(policy => Check(policy, problems));
    }

    /// <summary>Runs the cases of one policy. Returns their number.</summary>
    public static int Check(Policy policy, List<Diagnostic> problems)
    {
        var cases = Read(policy, problems);
        problems.AddRange(cases.SelectMany(c => c.Check(policy)));
        return cases.Count;
    }

    /// <summary>The cases that stand beside the policy's document.</summary>
    public static ValueList<WorkedCase> Read(Policy policy, List<Diagnostic> problems)
    {
        var file = FileOf(policy);
        var before = problems.Count;
        var text = File.Exists(file) ? PolicyFolder.ReadText(file, problems) : "";
        if (text is null) return [];
        var cases = text.Length == 0 ? [] : WorkedCaseReader.Read(file, text, policy, problems);
        if (cases.Count < FewestCases && problems.Count == before) problems.Add(new(DiagnosticCodes.TooFewCases, new Position(file, 1, 1),
            $"{policy} has {cases.Count} worked cases; at least {FewestCases} are expected"));
        return cases;
    }

    private static string FileOf(Policy policy) => Path.ChangeExtension(policy.File, Ending);

    /// <summary>Cases that belong to no document would never be run.</summary>
    public static void ReportWithoutDocument(string folder, List<Diagnostic> problems)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (!File.Exists(file[..^Ending.Length] + ".yaml")) problems.Add(new(DiagnosticCodes.WrongPlace, new Position(file, 1, 1),
                "there is no policy document beside these cases"));
    }
}

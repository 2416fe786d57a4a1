using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Canbao.Documents.Readers;
using Canbao.Documents.Validation;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>
/// The folder that holds the code lists and the policy documents: identities.yaml, and region/year.yaml (with further revisions
/// beside it, such as region/year.r2.yaml). Everything that is wrong in any file is reported at once.
/// </summary>
public sealed class PolicyFolder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _folder;

    private PolicyFolder(string folder, CodeLists? codes, ValueList<Policy> policies, ValueList<Diagnostic> problems)
    {
        (_folder, Codes) = (folder, codes);
        Policies = policies;
        Problems = problems;
    }

    /// <summary>Null if the code lists cannot be read.</summary>
    public CodeLists? Codes { get; }

    /// <summary>The documents without a problem, ordered by region, year and revision.</summary>
    public ValueList<Policy> Policies { get; }

    public ValueList<Diagnostic> Problems { get; }

    /// <summary>Why the folder makes no book; none if it does. A folder without any policy is one that nobody meant.</summary>
    public ValueList<Diagnostic> BookProblems => Problems.Count > 0 || Policies.Count > 0 ? Problems
        : [new(DiagnosticCodes.WrongPlace, new Position(_folder, 1, 1), "the folder holds no policy")];

    /// <summary>The book of a folder; any problem in any file is a <see cref="PolicyFolderException"/>.</summary>
    public static PolicyBook LoadBook(string folder)
    {
        var loaded = Load(folder);
        var problems = loaded.BookProblems;
        return problems.Count == 0 ? new PolicyBook(loaded.Codes!, loaded.Policies) : throw new PolicyFolderException(folder, problems);
    }

    /// <param name="folder">The folder.</param>
    /// <param name="known">
    /// Policies of an earlier load. One whose file and code lists say the same in every letter, and which inherits nothing, is taken
    /// as it is: of a province's documents only those that have changed are read again.
    /// </param>
    public static PolicyFolder Load(string folder, IReadOnlyList<Policy>? known = null)
    {
        var problems = new List<Diagnostic>();
        var list = Path.Combine(folder, "identities.yaml");
        if (!File.Exists(list))
            return new(folder, null, [], [new(DiagnosticCodes.WrongPlace, new Position(list, 1, 1),
                "the code lists are missing: a policy folder holds identities.yaml")]);
        var codes = ReadText(list, problems) is { } text ? CodeListReader.Read(list, text, problems) : null;
        if (codes is null) return new(folder, null, [], [.. problems]);
        var files = DocumentsIn(folder, problems).Where(file => file != list).ToArray();
        var reusable = (known ?? []).Where(p => p.Sources.Count == 1 && p.Codes.Digest == codes.Digest).DistinctBy(p => p.File).ToDictionary(p => p.File);
        var read = ForEach(files, (file, found) => Read(file, codes, reusable, found), problems);
        PolicyDocument[] documents = [.. read.Select(r => r.Document)];
        var extending = Inheritance.Resolve(documents, problems);
        List<Policy> policies = [.. read.Select(r => r.Policy).OfType<Policy>(),
            .. ForEach(extending, (document, found) => PolicyReader.Read(document, codes, found), problems)];
        policies.RemoveAll(policy => !StandsInItsPlace(folder, policy.File, policy.Region, Year(policy), problems));
        foreach (var common in documents.Where(d => d.OnlyExtended)) StandsInItsPlace(folder, common.File, common.Region, common.Year, problems);
        ReportTwice(policies, problems);
        var accepted = policies.Select(p => p.File).Concat(documents.Where(d => d.OnlyExtended).Select(d => d.File)).ToHashSet();
        var broken = files.Where(file => !accepted.Contains(file)).Select(file => GroupOf(folder, file)).ToHashSet();
        var good = RevisionValidator.Validate(policies, broken, problems);
        return new(folder, codes, [.. good.OrderBy(p => p.Region, StringComparer.Ordinal).ThenBy(p => p.BenefitYear).ThenBy(p => p.Revision)],
            [.. problems.Distinct()]);
    }

    /// <summary>Reads on all cores: a province has thousands of documents. Results and problems keep the order of the items.</summary>
    private static List<TResult> ForEach<T, TResult>(
        IReadOnlyList<T> items, Func<T, List<Diagnostic>, TResult?> read, List<Diagnostic> problems) where TResult : class
    {
        try
        {
            var found = items.AsParallel().AsOrdered().Select(item =>
            {
                var own = new List<Diagnostic>();
                return (Result: read(item, own), Problems: own);
            }).ToArray();
            problems.AddRange(found.SelectMany(f => f.Problems));
            return [.. found.Select(f => f.Result).OfType<TResult>()];
        }
        catch (AggregateException e)
        {
            // A file that cannot be read is told as on one core: who calls knows the exceptions of files.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>A document, and the policy that it is if it inherits nothing.</summary>
    private static ReadFile? Read(string file, CodeLists codes, Dictionary<string, Policy> reusable, List<Diagnostic> problems)
    {
        if (ReadText(file, problems) is not { } text) return null;
        if (reusable.TryGetValue(file, out var known) && known.Document == text) return new(PolicyDocument.Of(known), known);
        if (PolicyDocument.Read(file, text, problems) is not { } document) return null;
        if (document.ExtendsPosition is not null || document.OnlyExtended) return new(document, null);
        var policy = PolicyReader.Read(EffectiveDocument.Alone(document), codes, problems);
        document.LetGo();
        return new(document, policy);
    }

    private sealed record ReadFile(PolicyDocument Document, Policy? Policy);

    /// <summary>A file that would be passed over for the end of its name is reported: nobody must believe that it is served.</summary>
    private static IEnumerable<string> DocumentsIn(string folder, List<Diagnostic> problems)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                problems.Add(new(DiagnosticCodes.WrongPlace, new Position(file, 1, 1), "the name of a document ends in .yaml"));
            else if (file.EndsWith(".yaml", StringComparison.Ordinal) && !file.EndsWith(".cases.yaml", StringComparison.Ordinal)) yield return file;
        }
    }

    /// <summary>Null if the file is too large or not UTF-8.</summary>
    internal static string? ReadText(string file, List<Diagnostic> problems)
    {
        var start = new Position(file, 1, 1);
        var length = new FileInfo(file).Length;
        try
        {
            if (length <= DocumentReader.MaxBytes) return StrictUtf8.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
            problems.Add(new(DiagnosticCodes.TooLarge, start, $"the document has {length} bytes; at most {DocumentReader.MaxBytes} are read"));
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(DiagnosticCodes.NotYaml, start, "the document is not UTF-8; save it as UTF-8"));
        }
        return null;
    }

    private static string Year(Policy policy) => policy.BenefitYear.ToString(CultureInfo.InvariantCulture);

    private static bool StandsInItsPlace(string folder, string file, string region, string year, List<Diagnostic> problems)
    {
        var place = Path.GetRelativePath(folder, file).Replace('\\', '/');
        if (place.StartsWith($"{region}/{year}.", StringComparison.Ordinal)) return true;
        problems.Add(new(DiagnosticCodes.WrongPlace, new Position(file, 1, 1),
            $"the document for {Shown.Text(region)}/{Shown.Text(year)} must stand in {Shown.Text(region)}/{Shown.Text(year)}.yaml"));
        return false;
    }

    /// <summary>The region and year that the place of a document names, such as the beginning region/year of region/year.r2.yaml.</summary>
    private static string GroupOf(string folder, string file)
    {
        var place = Path.GetRelativePath(folder, file).Replace('\\', '/');
        var name = place.LastIndexOf('/') + 1;
        return place[..place.IndexOf('.', name)];
    }

    private static void ReportTwice(List<Policy> policies, List<Diagnostic> problems)
    {
        foreach (var twice in policies.GroupBy(p => p.ToString()).Where(g => g.Count() > 1))
            problems.Add(new(DiagnosticCodes.DuplicateId, new Position(twice.Key, 1, 1), $"{twice.Key} is given by more than one file"));
    }
}

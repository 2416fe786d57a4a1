using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Canbao.Documents.WorkedCases;

namespace Canbao.Tests;

/// <summary>The half of docs/STYLE.md that a test can enforce.</summary>
public partial class TidyTests
{
    private const int MaxFileLines = 400, MaxFunctionLines = 70, MaxLineLength = 160;

    private static readonly string Root = RepositoryRoot.Path;

    private static readonly string[] Sources = [.. new[] { "src", "benchmarks", "loadtests", "tests" }.SelectMany(folder => Files(folder, "*.cs"))];

    [Fact]
    public void Files_StayWithinTheirBudget()
    {
        Assert.NotEmpty(Sources);
        Assert.Empty(Sources.Where(f => File.ReadLines(f).Count() > MaxFileLines).Select(Shown));
        Assert.Empty(Sources.SelectMany(f => File.ReadLines(f).Select((line, i) => (f, i, line.Length))).Where(l => l.Length > MaxLineLength)
            .Select(l => $"{Shown(l.f)}:{l.i + 1}"));
    }

    /// <summary>A function's body ends at the brace that stands where the function began.</summary>
    [Fact]
    public void Functions_StayWithinTheirBudget()
    {
        var tooLong = new List<string>();
        foreach (var file in Sources)
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length - 1; i++)
            {
                if (!FunctionStart().IsMatch(lines[i]) || lines[i + 1] != "    {") continue;
                var end = Array.IndexOf(lines, "    }", i);
                if (end - i - 2 > MaxFunctionLines) tooLong.Add($"{Shown(file)}:{i + 1}");
            }
        }
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Projects_ReferOnlyToWhatTheArchitectureAllows()
    {
        Dictionary<string, string[]> allowed = new()
        {
            ["Canbao.Policies"] = [],
            ["Canbao.Documents"] = ["Canbao.Policies", "YamlDotNet"],
            ["Canbao.Notices"] = ["Canbao.Documents"],
            ["Canbao.Engine"] = ["Canbao.Policies", "Microsoft.Extensions.Caching.Memory"],
            ["Canbao.Proofs"] = ["Canbao.Engine"],
            ["Canbao.Api"] = ["Google.Api.CommonProtos", "Google.Protobuf", "Grpc.HealthCheck", "Grpc.Net.Client", "Grpc.Tools"],
            ["Canbao.Mapping"] = ["Canbao.Api", "Canbao.Documents", "Canbao.Proofs", "Grpc.StatusProto"],
            ["Canbao.Server"] = ["Canbao.Mapping", "Grpc.AspNetCore.HealthChecks", "Grpc.AspNetCore.Server", "Grpc.AspNetCore.Server.Reflection",
                "Grpc.AspNetCore.Web", "Microsoft.AspNetCore.App"],
            ["Canbao.Recalculation"] = ["Canbao.Mapping", "Npgsql"],
            ["Canbao.Generation"] = ["Canbao.Recalculation"],
            ["Canbao.Cli"] = ["Canbao.Generation", "Canbao.Notices", "Canbao.Recalculation", "Canbao.Server", "Spectre.Console", "System.CommandLine",
                "Microsoft.AspNetCore.App"],
            ["Canbao.LoadTests"] = ["Canbao.Generation", "HdrHistogram", "Spectre.Console", "System.CommandLine", "Microsoft.AspNetCore.App"],
            ["Canbao.Benchmarks"] = ["Canbao.Generation", "Canbao.Server", "BenchmarkDotNet", "Microsoft.AspNetCore.App"],
        };
        foreach (var project in Files("src", "*.csproj").Concat(Files("loadtests", "*.csproj")).Concat(Files("benchmarks", "*.csproj")))
            Assert.Empty(References(project).Except(allowed[Path.GetFileNameWithoutExtension(project)]).Select(r => $"{Shown(project)} -> {r}"));
    }

    /// <summary>A program that finds its policies only because another one lies in the same folder has none where it runs alone.</summary>
    [Fact]
    public void Programs_BringThePoliciesThatTheyRead()
    {
        var readers = Sources.Where(file => File.ReadAllText(file).Contains("BaseDirectory, \"policies\"", StringComparison.Ordinal))
            .Select(file => Path.Combine(Root, string.Join('/', Shown(file).Split('/')[..2]))).Distinct().ToArray();
        Assert.InRange(readers.Length, 3, 10);
        Assert.All(readers, folder => Assert.Contains("policies/**/*.yaml", File.ReadAllText(Assert.Single(Directory.GetFiles(folder, "*.csproj"))),
            StringComparison.Ordinal));
    }

    [Fact]
    public void Unsafe_IsAllowedInTheEngineOnly() =>
        Assert.Equal(["Canbao.Engine"], Files("src", "*.csproj").Where(f => File.ReadAllText(f)
            .Contains("AllowUnsafeBlocks", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)!));

    /// <summary>Where a reference may point beside what it was made for. Each of them is held to a safe way by tests on bytes drawn at random.</summary>
    [Fact]
    public void References_IntoMemoryAreInNamedFilesOnly() => Assert.Equal(
    [
        "src/Canbao.Api/Wire/PackedNumbers.cs", "src/Canbao.Engine/BatchRun.cs",
        "src/Canbao.Engine/BirthRow.cs", "src/Canbao.Engine/ColumnScan.cs", "src/Canbao.Engine/PlanRow.cs",
        "src/Canbao.Recalculation/Inputs/RowScan.cs",
    ], Files("src", "*.cs").Where(file => IntoMemory().IsMatch(File.ReadAllText(file))).Select(Shown).Order(StringComparer.Ordinal));

    [Fact]
    public void Money_IsNeverFloatingPoint() =>
        AssertNowhere(["src/Canbao.Policies", "src/Canbao.Documents", "src/Canbao.Engine", "src/Canbao.Api", "src/Canbao.Mapping"], FloatingPoint());

    /// <summary>What the interpreter learns of a date but by comparing and shifting it, no region would know of.</summary>
    [Fact]
    public void Interpretation_LearnsOfDatesByComparingThem()
    {
        var files = Files("src/Canbao.Policies/Interpretation", "Interpretation*.cs")
            .Where(file => !file.EndsWith("LookAhead.cs", StringComparison.Ordinal)).ToArray();
        Assert.InRange(files.Length, 7, 20);
        Assert.Empty(files.Where(file => NumberOfADay().IsMatch(File.ReadAllText(file))).Select(Shown));
    }

    [Fact]
    public void Clock_IsNotReadOnTheWayOfAQuote() =>
        AssertNowhere(["src/Canbao.Policies", "src/Canbao.Engine", "src/Canbao.Api", "src/Canbao.Mapping", "src/Canbao.Server/Services"], Clock());

    [Fact]
    public void RegionsAndIdentities_AreDataAndNotCode()
    {
        var codes = TestPolicies.Book.Codes.Identities.SelectMany(c => new[] { c.Id, c.Name.Zh })
            .Concat(TestPolicies.Book.Policies.SelectMany(p => new[] { p.Region, p.Name.Zh, p.Name.En.Split(' ')[0] }));
        var patterns = codes.Distinct().Select(c => char.IsAsciiLetterOrDigit(c[0]) ? $@"\b{Regex.Escape(c)}\b" : Regex.Escape(c));
        AssertNowhere(["src"], new Regex(string.Join('|', patterns)));
    }

    [Fact]
    public void EveryPolicy_HasWorkedCases() =>
        Assert.All(TestPolicies.Book.Policies, p =>
        {
            Assert.NotEmpty(Golden.GoldenCase.Of(p.Region, p.BenefitYear));
            Assert.True(File.Exists(Path.Combine(Root, "policies", p.Region, $"{p.BenefitYear}.cases.yaml")));
            Assert.True(WorkedCaseFile.Read(p, []).Count >= WorkedCaseFile.FewestCases);
        });

    /// <summary>There it does not matter how the tests were started, and nothing outlives its test.</summary>
    [Fact]
    public void Tests_StartProgramsInOnePlace()
    {
        var starts = Files("tests", "*.cs").Where(file => StartsProcess().IsMatch(File.ReadAllText(file))).Select(Shown);
        Assert.Equal(["tests/Canbao.EndToEnd.Tests/Interop/Child.cs"], starts);
    }

    [Fact]
    public void Docs_NameOnlyPathsThatExist()
    {
        var docs = Directory.EnumerateFiles(Root, "*.md").Concat(Files("docs", "*.md")).Concat(Files("loadtests", "*.md")).ToArray();
        Assert.NotEmpty(docs);
        var missing = from doc in docs
                      from Match match in PathInDocs().Matches(File.ReadAllText(doc))
                      let path = match.Groups[1].Value.TrimEnd('/')
                      where !Path.Exists(Path.Combine(Root, path))
                      select $"{Shown(doc)}: {path}";
        Assert.Empty(missing);
    }

    private static void AssertNowhere(string[] folders, Regex pattern) =>
        Assert.Empty(folders.SelectMany(folder => Files(folder, "*.cs")).SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (line, i)).Where(l => !l.line.TrimStart().StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(l.line))
                .Select(l => $"{Shown(file)}:{l.i + 1} {l.line.Trim()}")));

    private static IEnumerable<string> References(string project) => XDocument.Load(project).Descendants().Select(e => e.Name.LocalName switch
    {
        // One that is only built before, to be started, is no reference.
        "ProjectReference" when e.Attribute("ReferenceOutputAssembly")?.Value != "false" => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value),
        "PackageReference" or "FrameworkReference" => e.Attribute("Include")!.Value,
        _ => null,
    }).OfType<string>();

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(f => !Generated().IsMatch(f));

    private static string Shown(string file) => Path.GetRelativePath(Root, file);

    [GeneratedRegex(@"\bDayNumbers?\b|\.Number\b|\bSituation\b|PaymentDate\b|\bDateTime\b|\.(Year|Month|Day)\b(?!\()")]
    private static partial Regex NumberOfADay();

    [GeneratedRegex(@"\bUnsafe\.|MemoryMarshal\.Get(Array(Data)?)?Reference")]
    private static partial Regex IntoMemory();

    [GeneratedRegex(@"[/\\](obj|bin|node_modules)[/\\]")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^    (public|private|internal|protected|static|async|override)\b.*\)( =>)?$")]
    private static partial Regex FunctionStart();

    [GeneratedRegex(@"\bProcess[.]Start\(|\bnew[ ]Process\b|[:] Process\b")]
    private static partial Regex StartsProcess();

    [GeneratedRegex(@"\b(double|float|decimal)\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Utc)?(Now|Today)\b|\bTimeProvider\b|\bStopwatch\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"`((?:src|tests|docs|proto|policies|benchmarks|loadtests|deploy)/[\w./-]*)`")]
    private static partial Regex PathInDocs();
}

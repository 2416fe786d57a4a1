using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Canbao.Policies.WorkedCases;

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
            ["Canbao.Policies"] = ["YamlDotNet"],
            ["Canbao.Engine"] = ["Canbao.Policies", "Microsoft.Extensions.Caching.Memory"],
            ["Canbao.Api"] = ["Google.Api.CommonProtos", "Google.Protobuf", "Grpc.HealthCheck", "Grpc.Net.Client", "Grpc.Tools"],
            ["Canbao.Server"] = ["Canbao.Engine", "Canbao.Api", "Grpc.AspNetCore.HealthChecks", "Grpc.AspNetCore.Server",
                "Grpc.AspNetCore.Server.Reflection", "Grpc.AspNetCore.Web", "Grpc.StatusProto", "Microsoft.AspNetCore.App"],
            ["Canbao.Cli"] = ["Canbao.Engine", "Canbao.Api", "Canbao.Server", "Npgsql", "Spectre.Console", "System.CommandLine",
                "Microsoft.AspNetCore.App"],
            ["Canbao.LoadTests"] = ["Canbao.Cli", "Canbao.Engine", "Canbao.Api", "Canbao.Server", "HdrHistogram", "Spectre.Console",
                "System.CommandLine", "Microsoft.AspNetCore.App"],
        };
        foreach (var project in Files("src", "*.csproj").Concat(Files("loadtests", "*.csproj")))
            Assert.Empty(References(project).Except(allowed[Path.GetFileNameWithoutExtension(project)]).Select(r => $"{Shown(project)} -> {r}"));
    }

    [Fact]
    public void Unsafe_IsAllowedInTheEngineOnly() =>
        Assert.Equal(["Canbao.Engine"], Files("src", "*.csproj").Where(f => File.ReadAllText(f)
            .Contains("AllowUnsafeBlocks", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)!));

    [Fact]
    public void Money_IsNeverFloatingPoint() =>
        AssertNowhere(["src/Canbao.Policies", "src/Canbao.Engine", "src/Canbao.Api"], FloatingPoint());

    [Fact]
    public void Clock_IsNotReadOnTheWayOfAQuote() =>
        AssertNowhere(["src/Canbao.Policies", "src/Canbao.Engine", "src/Canbao.Api", "src/Canbao.Server/Mapping", "src/Canbao.Server/Services"],
            Clock());

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
        "ProjectReference" => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value),
        "PackageReference" or "FrameworkReference" => e.Attribute("Include")!.Value,
        _ => null,
    }).OfType<string>();

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(f => !Generated().IsMatch(f));

    private static string Shown(string file) => Path.GetRelativePath(Root, file);

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

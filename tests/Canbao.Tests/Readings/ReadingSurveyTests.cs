using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Canbao.Cli.Readings;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Documents.Readers;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Cli;

namespace Canbao.Tests.Readings;

/// <summary>Whom the open questions of the notices touch.</summary>
public class ReadingSurveyTests
{
    private const int Residents = 20_000;

    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    /// <summary>
    /// Every reading touches somebody, and its example is true: another choice written into the document gives that resident the
    /// answer that is shown.
    /// </summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void Examples_AreWhatAnotherChoiceWouldAnswer(string name)
    {
        var policy = TestPolicies.Named(name);
        foreach (var surveyed in ReadingSurvey.Of(policy, Residents, seed: 1, default))
        {
            var (id, example) = (surveyed.Reading.Id, surveyed.Example);
            Assert.True(example is not null, id);
            Assert.Contains(id, Interpreter.Quote(policy, example.Profile, example.Situation).Notices);
            Assert.Equal(surveyed.Ordinary.Touched == 0, surveyed.AtEdges is not null);
            foreach (var alternative in example.Alternatives.Where(_ => !surveyed.Reading.InWords))
            {
                var other = Interpreter.Quote(WithChoice(policy, surveyed.Reading, alternative.Choice.Id), example.Profile, example.Situation);
                Assert.Equal(alternative.Quote ?? example.Quote with { Notices = [] }, other with { Notices = [] });
            }
        }
    }

    [Fact]
    public void Shares_AreThoseOfTheNotices()
    {
        var policy = TestPolicies.Fengdu2025;
        var surveyed = ReadingSurvey.Of(policy, 3_000, seed: 4, default).Single(s => s.Reading.Id == "counting-of-days");
        var generator = new Canbao.Generation.ResidentGenerator([policy], seed: 4);
        var touched = Enumerable.Range(0, 3_000).Select(i => Interpreted.One(generator.Resident(i))).Count(q => q.Notices.Contains("counting-of-days"));
        Assert.Equal(new Draw(3_000, touched), surveyed.Ordinary);
        Assert.InRange(touched, 100, 1_000);
    }

    [Fact]
    public void Cells_AreThoseThatRestOnTheReading()
    {
        var readings = ReadingSurvey.Of(TestPolicies.Named("140405/2025@1"), 10, seed: 1, default);
        Assert.All(readings, r => Assert.NotEmpty(r.Cells));
        Assert.Equal(["assistance/severe_disability/rank", "assistance/dearer_together/severe_disability"],
            readings.Single(r => r.Reading.Id == "disability-and-other-grants").Cells);
        Assert.Equal(8, readings.Single(r => r.Reading.Id == "addons-one-by-one").Cells.Count);
    }

    [Fact]
    public void Nobody_IsSaidOnlyAfterASearchAtTheEdges()
    {
        var policy = TestPolicies.Named("140405/2025@1");
        var readings = ReadingSurvey.Of(policy, 1, seed: 1, default);
        var nobody = readings.First(r => r.Example is null);
        Assert.Equal(new Draw(10, 0), nobody.AtEdges);
        var text = new StringWriter();
        ReadingsText.Write(text, policy, readings);
        Assert.Contains("没有找到 none found: 0 / 1, 0 / 10", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_ShowsChoiceRulesAndExample()
    {
        var run = ProgramRun.Of("readings 140405/2025");
        Assert.Equal(0, run.ExitCode);
        foreach (var part in (string[])["zero-row-counts-as-assisted", "one line to change", "assistance/severe_disability/steps_back_for",
            "./canbao quote --region 140405 --year 2025 --revision 1 --date", "取 assisted_by_other_fund", "as_written",
            "listed_for_other_fund: 个人应缴 fee 400 元"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.Equal(run.Output, ProgramRun.Of("readings 140405/2025@1").Output);
        Assert.Equal((2, ""), (ProgramRun.Of("readings 140405/2025 here 990000/2025").ExitCode, ProgramRun.Of("readings here").Output));
        var wrong = ProgramRun.Of("readings 140405/2025 here 990000/2025").Error;
        Assert.Contains("here: 'here' does not name a policy", wrong, StringComparison.Ordinal);
        Assert.Contains("990000/2025: region: there is no policy", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_HasEveryReadingOfEveryPolicyAsJson()
    {
        var document = JsonNode.Parse(ProgramRun.Of("readings --json --residents 500").Output)!;
        var listed = document["policies"]!.AsArray().SelectMany(p => p!["readings"]!.AsArray()).ToArray();
        Assert.Equal(TestPolicies.Book.Policies.SelectMany(p => p.Readings).Select(r => r.Id), listed.Select(r => (string)r!["reading"]!["id"]!));
        Assert.Contains(listed, r => !(bool)r!["one_line_to_change"]!);
        var example = listed.First(r => (string)r!["reading"]!["id"]! == "several-identities")!["example"]!;
        Assert.Equal("several-identities", (string)example["quote"]!["notices"]!.AsArray().Single(n => (string)n! == "several-identities")!);
        Assert.Equal("unspecified", (string)example["alternatives"]![0]!["choice"]!);
        Assert.StartsWith("./canbao quote ", (string)example["command"]!, StringComparison.Ordinal);
    }

    private static Policy WithChoice(Policy policy, Reading reading, string choice)
    {
        var from = new Regex($@"(- id: {reading.Id}\n(?:    .*\n)*?    choose: ){reading.Choice.Id}\n");
        Assert.Single(from.Matches(policy.Document));
        var problems = new List<Diagnostic>();
        var read = PolicyReader.Read("edited.yaml", from.Replace(policy.Document, $"$1{choice}\n"), policy.Codes, problems);
        Assert.Empty(problems);
        return read!;
    }
}

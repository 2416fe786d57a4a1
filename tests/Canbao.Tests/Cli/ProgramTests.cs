using Canbao.V1;

namespace Canbao.Tests.Cli;

/// <summary>The program as a person calls it: in a process of its own.</summary>
public class ProgramTests
{
    private const string Resident = "quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --identity subsistence_allowance";

    [Fact]
    public void Quote_IsReadableInATerminal()
    {
        var run = Run(Resident);
        Assert.Equal(0, run.ExitCode);
        foreach (var part in (string[])["丰都县", "低保对象 subsistence_allowance", "个人应缴 fee", "40 元", "2025-06-13", "9398.5 元", "counting-of-days", "资助的资金来源"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ShowsClausesCandidatesAndReadings()
    {
        var run = Run($"{Resident} --identity severe_disability --explain");
        foreach (var part in (string[])["设置90日待遇等待期", "另一身份的资助更高", "start_day_not_counted", "2025-06-14", "五（二）"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsTheContractsMessage()
    {
        var quote = Quote.Parser.ParseJson(Run($"{Resident} --json").Output);
        Assert.Equal(4_000, quote.FeeFen);
        Assert.Equal(36_000, Explanation.Parser.ParseJson(Run($"{Resident} --json --explain").Output).Candidates.Single().AmountFen);
    }

    [Theory]
    [InlineData("quote --region 500230 --year 2025 --date 2025-02-30 --tier tier1", 2, "--date")]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier7", 2, "tier1, tier2")]
    [InlineData("quote --region 990000 --year 2025 --date 2025-03-15 --tier tier1", 2, "there are policies for")]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --circumstance moon", 2, "newborn")]
    [InlineData("quote --region 500230 --year 2025 --date 2025-03-15 --tier tier1 --policies /nowhere", 1, "identities.yaml")]
    [InlineData("serve --listen 0.0.0.0:0", 2, "no encryption")]
    [InlineData("serve --listen nonsense", 2, "nonsense")]
    [InlineData("serve --web 0.0.0.0:0", 2, "no encryption")]
    [InlineData("serve --web 127.0.0.1:0 --cors *", 2, "--cors: '*'")]
    [InlineData("demo --residents 0", 2, "--residents")]
    [InlineData("calendar --region 500230 --year 2025 --tier tier9", 2, "tier1, tier2")]
    [InlineData("calendar --region 500230 --year 2025 --tier tier1 --birth-date 2026-01-01", 2, "after the collection year, which ends on 20251231")]
    [InlineData("policies show 500230", 2, "region/year")]
    [InlineData("policies show 500230/2031", 2, "it has 2025")]
    [InlineData("policies show 500230/2025/1", 2, "region/year")]
    [InlineData("generate --residents ab\u001b[31mc -o never.csv", 2,
        "--residents: 'ab\\u001b[31mc' is not allowed; expected a whole number from 1 to 1000000000")]
    [InlineData("policies show 500230/2025@9", 2, "no revision 9")]
    [InlineData("recalculate --in /nowhere --out /tmp/q.csv", 2, "/nowhere")]
    [InlineData("recalculate --in same.csv --out same.csv", 2, "--in and --out are the same, 'same.csv'")]
    [InlineData("generate --residents 0 -o never.csv", 2, "--residents")]
    [InlineData("health --address localhost", 2, "expected a URL")]
    [InlineData("loadtest columns --seconds 1", 2, "run ./canbao loadtest in the repository")]
    [InlineData("bench *Batch* --list flat", 2, "run ./canbao bench in the repository")]
    public void Rejects_WithASentenceAndAnExitCode(string arguments, int exitCode, string part)
    {
        var run = Run(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("quote")]
    [InlineData("verify")]
    [InlineData("serve")]
    [InlineData("calendar")]
    [InlineData("policies list")]
    [InlineData("policies show")]
    [InlineData("policies check")]
    [InlineData("generate")]
    [InlineData("recalculate")]
    [InlineData("compare")]
    [InlineData("readings")]
    [InlineData("health")]
    [InlineData("loadtest")]
    [InlineData("bench")]
    public void Help_HasAnExample(string command) =>
        Assert.Contains($"  canbao {command}", Run($"{command} --help").Output, StringComparison.Ordinal);

    [Fact]
    public void Policies_ListAndShow()
    {
        var list = Run("policies list").Output.Trim().Split('\n');
        Assert.Equal(TestPolicies.Book.Policies.Select(p => p.ToString()), list.Select(line => line.Split(' ')[0]));
        var shown = Run("policies show 512022/2025").Output;
        Assert.Contains("assistance/general_disability_3_4/low", shown, StringComparison.Ordinal);
        Assert.Contains("200 yuan = 50% of low", shown, StringComparison.Ordinal);
        Assert.Contains("「财政补助标准不低于670元/人/年」", shown, StringComparison.Ordinal);
        Assert.Contains("high-tier-group-choosing-low: ", shown, StringComparison.Ordinal);
        Assert.Contains("\"path\": \"standards/low\"", Run("policies show 512022/2025 --json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Calendar_HasEveryRunOfDays()
    {
        var lines = Run("calendar --region 500230101 --year 2025 --tier tier1 --gap-years 1").Output.TrimEnd('\n').Split('\n')[^14..];
        Assert.StartsWith("   1  2024-09-14 – 2024-09-30  open ", lines[0], StringComparison.Ordinal);
        Assert.Contains("待遇起 2025-01-14 至 2025-01-30", lines[0], StringComparison.Ordinal);
        var assisted = Run("calendar --region 140405 --year 2025 --tier standard --identity orphan --circumstance newborn").Output;
        Assert.Contains("应缴 0 元  资助 400 元", assisted, StringComparison.Ordinal);
        Assert.Contains("下一可缴费日 2024-10-01", assisted, StringComparison.Ordinal);
        Assert.Contains("缺少 出生日期 birth_date", assisted, StringComparison.Ordinal);
        Assert.Contains("已缴 400 元  合计应缴 0 元", Run("calendar --region 500230 --year 2025 --tier tier1 --already-paid").Output, StringComparison.Ordinal);
        Assert.Contains("\"from_date\": 20250210", Run("calendar --region 500230 --year 2025 --tier tier1 --birth-date 2025-02-10 --json").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Recalculate_SaysThatRowsWereRejected()
    {
        var folder = Directory.CreateTempSubdirectory("canbao-recalculate-").FullName;
        try
        {
            var (residents, quotes) = (Path.Combine(folder, "residents.csv"), Path.Combine(folder, "quotes.csv"));
            File.WriteAllText(residents, "region,benefit_year,payment_date,tier\n500230,2025,20241101,tier9\n500230,2025,20241101,tier1\n");
            var run = Run($"recalculate --in {residents} --out {quotes} --rejects {folder}/bad.csv");
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("1 rows were rejected", run.Error, StringComparison.Ordinal);
            Assert.StartsWith("2,tier,tier9,", File.ReadAllLines(Path.Combine(folder, "bad.csv"))[1], StringComparison.Ordinal);
            File.WriteAllText(residents, "region,year\n");
            var refused = Run($"recalculate --in {residents} --out {folder}/other.csv");
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("column 'year' is not known", refused.Error, StringComparison.Ordinal);
            Assert.Equal(["bad.csv", "quotes.csv", "quotes.csv.job.json", "quotes.csv.undetermined.csv", "residents.csv"],
                Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.Equal(2, Run($"recalculate --in {residents} --out {folder}").ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int ExitCode, string Output, string Error) Run(string arguments) => ProgramRun.Of(arguments);
}

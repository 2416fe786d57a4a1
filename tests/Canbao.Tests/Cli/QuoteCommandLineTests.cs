using System.CommandLine;
using System.Diagnostics;
using Canbao.Cli.Commands;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Cli;

public class QuoteCommandLineTests
{
    private static readonly Policy Policy = TestPolicies.Fengdu2025;

    /// <summary>Everything that a resident can have at once.</summary>
    private static readonly Profile Everything = new()
    {
        Tier = "tier2", Identities = ["orphan", "subsistence_allowance"], Circumstance = Circumstance.Newborn, UniversityStudent = true,
        GapYears = 3, ContinuousYears = 4, ZeroClaimLastYear = true, AlreadyPaidNormally = true, EmployeeInsured = true, InsuredElsewhere = true,
        IndependentEnrolment = false, GuardianPaid = true, EnrolledOutsideHukou = true, AssistedThere = true, Addons = ["a", "b"],
    };

    [Fact]
    public void Text_IsAWholeCommand() => Assert.Equal(
        "./canbao quote --region 500230 --year 2025 --revision 1 --date 2025-03-15 --birth-date 2025-02-10 --tier tier1 --identity orphan "
        + "--circumstance newborn --independent-enrolment true",
        QuoteCommandLine.Of(Policy, new Profile
        {
            Tier = "tier1", Identities = ["orphan"], Circumstance = Circumstance.Newborn, IndependentEnrolment = true,
        }, new Situation(new DateOnly(2025, 3, 15), new DateOnly(2025, 2, 10))));

    [Fact]
    public void Everything_IsReadBack()
    {
        var dates = new Situation(new(2025, 3, 15), new(2025, 2, 1), new(2024, 2, 29), new(2024, 12, 31));
        AssertReadBack(Policy, Everything, dates);
        Assert.Equal(Everything, ReadBack(QuoteCommandLine.Of(Policy, Everything, dates)).Profile);
    }

    /// <summary>One field at a time: an option that were read into another field would show.</summary>
    [Fact]
    public void EachField_IsReadBackAlone()
    {
        var day = new Situation(new(2025, 1, 2));
        var plain = new Profile { Tier = "tier1" };
        Profile[] profiles =
        [
            plain, plain with { UniversityStudent = true }, plain with { GapYears = 1 }, plain with { ContinuousYears = 1 },
            plain with { ZeroClaimLastYear = true }, plain with { AlreadyPaidNormally = true }, plain with { EmployeeInsured = true },
            plain with { InsuredElsewhere = true }, plain with { IndependentEnrolment = true }, plain with { GuardianPaid = false },
            plain with { EnrolledOutsideHukou = true }, plain with { AssistedThere = true }, plain with { Addons = ["x"] },
        ];
        foreach (var profile in profiles) AssertReadBack(Policy, profile, day);
        foreach (var circumstance in Enum.GetValues<Circumstance>()) AssertReadBack(Policy, plain with { Circumstance = circumstance }, day);
        AssertReadBack(Policy, plain, day with { BirthDate = new(1950, 1, 1) });
        AssertReadBack(Policy, plain, day with { EventDate = new(2024, 2, 29) });
        AssertReadBack(Policy, plain, day with { IdentityRecognisedOn = new(2026, 1, 1) });
    }

    [Fact]
    public void Residents_AreReadBack()
    {
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed: 7);
        for (var i = 0; i < 2000; i++)
        {
            var resident = generator.Resident(i);
            Assert.Empty(DateReader.Read(resident.Dates, out var situation));
            AssertReadBack(resident.Policy, resident.Profile, situation);
        }
    }

    /// <summary>A shell hands over what was meant, also where a code holds what the shell would read or looks like an option.</summary>
    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("it's; $(rm x) `y` \"z\" \\")]
    [InlineData("--student")]
    [InlineData("@file")]
    [InlineData("第一档")]
    public void AwkwardCodes_AreQuotedForTheShell(string code)
    {
        var profile = new Profile { Tier = "tier1", Identities = [code] };
        var command = QuoteCommandLine.Of(Policy, profile, new Situation(new(2025, 1, 2)));
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", $"printf '%s\\0' {command["./canbao ".Length..]}"]) start.ArgumentList.Add(argument);
        using var shell = Child.Start(start);
        var arguments = shell.StandardOutput.ReadToEnd().Split('\0')[..^1];
        Assert.Equal([code], Read(arguments).Profile.Identities);
    }

    private static void AssertReadBack(Policy policy, Profile profile, Situation situation)
    {
        var dates = new ResidentDates(WireDate.Format(situation.PaymentDate), Date(situation.BirthDate), Date(situation.EventDate),
            Date(situation.IdentityRecognisedOn));
        Assert.Equal(new ResidentRequest(policy.Region, policy.BenefitYear, policy.Revision, profile, dates),
            ReadBack(QuoteCommandLine.Of(policy, profile, situation)));
    }

    private static uint Date(DateOnly? day) => day is { } d ? WireDate.Format(d) : 0;

    /// <summary>As files have them: names for codes, and every spelling of a day.</summary>
    [Theory]
    [InlineData("2025年3月15日", "一档", "低保人员", "新生儿")]
    [InlineData("2025/3/15", "tier1", "subsistence_allowance", "newborn")]
    [InlineData("2025.3.15", "　一档", "最低生活保障对象", "newborn")]
    [InlineData("２０２５０３１５", "一档", "低保对象", "新生儿")]
    public void ChineseNames_AndSpellingsOfDays_AreUnderstood(string day, string tier, string identity, string circumstance)
    {
        var request = Read(["quote", "--region", "500230", "--year", "2025", "--date", day, "--tier", tier, "--identity", identity,
            "--circumstance", circumstance]);
        Assert.Equal((20250315u, "tier1", "subsistence_allowance", Circumstance.Newborn),
            (request.Dates.Payment, request.Profile.Tier, request.Profile.Identities[0], request.Profile.Circumstance));
    }

    private static ResidentRequest ReadBack(string line)
    {
        Assert.StartsWith("./canbao quote ", line, StringComparison.Ordinal);
        return Read(line.Split(' ')[1..]);
    }

    private static ResidentRequest Read(string[] arguments)
    {
        var options = new QuoteOptions();
        var command = new Command("quote");
        options.AddTo(command);
        var parsed = new RootCommand { command }.Parse(arguments);
        Assert.Empty(parsed.Errors);
        Assert.Null(options.Read(parsed, TestPolicies.Book, out var request));
        return request;
    }
}

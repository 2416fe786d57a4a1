using Canbao.Engine;
using Canbao.Tests.Policies.Revisions;
using Canbao.V1;

namespace Canbao.Tests.Cli;

/// <summary>Receipts as a person writes and verifies them.</summary>
public sealed class VerifyTests : IDisposable
{
    private static readonly DateOnly Tenth = new(2025, 2, 10), End = new(2025, 3, 25);

    private readonly Revised _revised = new();

    private string File => Path.Combine(_revised.Folder, "receipt.json");

    public void Dispose() => _revised.Dispose();

    [Fact]
    public void RoundTrip_IsTheSameThenAndNow()
    {
        var quoted = Quote("2025-02-05 --identity subsistence_allowance");
        Assert.Contains("80 元", quoted.Output, StringComparison.Ordinal);
        var receipt = Receipt.Parser.ParseJson(System.IO.File.ReadAllText(File));
        Assert.Equal((8_000, 20250205u, EngineVersion.Current), (receipt.Answer.FeeFen, receipt.Request.PaymentDate, receipt.EngineVersion));
        Assert.Equal(TestPolicies.Named("140405/2025@1").Digest, receipt.Policy.Digest);
        Assert.Contains("\"benefit_year\": 2025", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        var verified = Verify();
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains("as answered then: 一致 SAME", verified.Output, StringComparison.Ordinal);
        Assert.Contains("as it would be now: 一致 SAME", verified.Output, StringComparison.Ordinal);
        Assert.Contains($"engine  {EngineVersion.Current}\n", verified.Output, StringComparison.Ordinal);
        // Another layout is the same receipt.
        var text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, text.Replace("\n", "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal));
        Assert.Equal(0, Verify().ExitCode);
        Assert.Equal(["identities.yaml", "receipt.json"], Directory.GetFiles(_revised.Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("2025-03-05", QuoteStatus.Closed)]
    [InlineData("2024-10-26", QuoteStatus.Closed)]
    [InlineData("2025-02-05 --insured-elsewhere", QuoteStatus.Undetermined)]
    [InlineData("2025-02-05 --circumstance newborn --birth-date 2024-12-01", QuoteStatus.Open)]
    [InlineData("2025-02-05 --identity orphan --assisted-there --addon accident_30", QuoteStatus.Undetermined)]
    public void Receipt_OfEveryKindOfAnswer(string resident, QuoteStatus status)
    {
        Quote(resident);
        Assert.Equal(status, Receipt.Parser.ParseJson(System.IO.File.ReadAllText(File)).Answer.Status);
        Assert.Equal(0, Verify().ExitCode);
    }

    /// <summary>The library takes the last of several, people read the first.</summary>
    [Theory]
    [InlineData("\"status\":", "\"status\": \"QUOTE_STATUS_CLOSED\", \"status\":", "answer.status: given twice")]
    [InlineData("\"fee_fen\":", "\"feeFen\": \"1\", \"fee_fen\":", "answer.fee_fen: given twice")]
    [InlineData("\"tier\":", "\"tier\": \"none\", \"tier\":", "request.profile.tier: given twice")]
    [InlineData("\"engine_version\":", "\"engineVersion\": \"x\", \"engine_version\":", "engine_version: given twice")]
    [InlineData("\"payer\":", "\"payer\": \"nobody\", \"payer\":", "answer.contributions.payer: given twice")]
    public void FieldThatIsGivenTwice_IsRefused(string field, string twice, string says)
    {
        Quote("2025-02-05 --identity subsistence_allowance");
        var text = System.IO.File.ReadAllText(File);
        var at = text.IndexOf(field, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, string.Concat(text.AsSpan(0, at), twice, text.AsSpan(at + field.Length)));
        var verified = Verify();
        Assert.NotEqual(0, verified.ExitCode);
        Assert.Contains(says, verified.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SAME", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void NewerRevision_AnswersOtherwiseNow()
    {
        Quote("2025-03-05");
        _revised.With(2, Tenth, End);
        var verified = Verify();
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("as answered then: 一致 SAME", verified.Output, StringComparison.Ordinal);
        var now = verified.Output[verified.Output.IndexOf("如今所答", StringComparison.Ordinal)..];
        Assert.StartsWith("如今所答 as it would be now: 不同 DIFFERS", now, StringComparison.Ordinal);
        Assert.Matches(@"policy: 140405/2025@1 [0-9a-f]{12} → 140405/2025@2 [0-9a-f]{12}\n", now);
        Assert.Contains("status: \"QUOTE_STATUS_CLOSED\" → \"QUOTE_STATUS_OPEN\"\n", now, StringComparison.Ordinal);
        Assert.Contains("fee_fen: 无 none → 400 元\n", now, StringComparison.Ordinal);
        var message = ReceiptVerification.Parser.ParseJson(Verify("--json").Output);
        Assert.Equal((ReceiptOutcome.Same, ReceiptOutcome.Differs), (message.AsAnsweredThen.Outcome, message.AsItWouldBeNow.Outcome));
        var fee = message.AsItWouldBeNow.Differences.Single(d => d.Field == "fee_fen");
        Assert.Equal((false, "\"40000\""), (fee.HasReceipt, fee.Verified));
    }

    /// <summary>The next open day is a later revision's: without it the answer cannot be made again.</summary>
    [Fact]
    public void NextOpenDate_OfALaterRevisionNamesIt()
    {
        _revised.With(2, new DateOnly(2025, 3, 5), End);
        Quote("2025-02-26");
        var receipt = Receipt.Parser.ParseJson(System.IO.File.ReadAllText(File));
        Assert.Equal((1u, 20250305u), (receipt.Policy.Revision, receipt.Answer.NextOpenDate));
        Assert.Equal([2u], receipt.LaterRevisions.Select(p => p.Revision));
        Assert.Equal(0, Verify().ExitCode);
        _revised.With(3, new DateOnly(2025, 3, 4), End);
        _revised.With(2, new DateOnly(2025, 3, 3), End);
        var verified = Verify();
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("140405/2025@2 is another document by now", verified.Output, StringComparison.Ordinal);
        Assert.Contains("next_open_date: 20250305 → 20250303", verified.Output, StringComparison.Ordinal);
        // An open answer does not look beyond its revision.
        Quote("2025-02-05");
        Assert.Empty(Receipt.Parser.ParseJson(System.IO.File.ReadAllText(File)).LaterRevisions);
    }

    [Fact]
    public void OtherDigest_CannotBeReproduced()
    {
        Quote("2025-02-05");
        _revised.Write("140405/2025.yaml", Revised.Edited(Revised.First, ("en: Tunliu District", "en: Tunliu")));
        var verified = Verify();
        Assert.Equal(1, verified.ExitCode);
        var now = _revised.Book.FindPolicy("140405", 2025, 1, out _)!.Digest;
        Assert.Contains($"cannot be reproduced: 140405/2025@1 is another document by now: the receipt was answered by digest "
            + $"{TestPolicies.Named("140405/2025@1").Digest}, the book has {now}", verified.Output, StringComparison.Ordinal);
        Assert.Contains("as it would be now: 一致 SAME", verified.Output, StringComparison.Ordinal);
        Assert.Equal(ReceiptOutcome.NoAnswer, ReceiptVerification.Parser.ParseJson(Verify("--json").Output).AsAnsweredThen.Outcome);
    }

    [Fact]
    public void MissingPolicy_CannotBeReproduced()
    {
        _revised.With(2, Tenth, End);
        Quote("2025-02-15");
        System.IO.File.Delete(Path.Combine(_revised.Folder, "140405", "2025.r2.yaml"));
        var older = Verify();
        Assert.Equal(1, older.ExitCode);
        Assert.Contains("140405/2025 has no revision 2; it has 1", older.Output, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(_revised.Folder, "140405"), recursive: true);
        var gone = Verify();
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("as answered then: 没有答案 NO ANSWER: cannot be reproduced: there is no policy 140405/2025", gone.Output, StringComparison.Ordinal);
        Assert.Contains("NO ANSWER: region: there is no policy for region 140405", gone.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"fee_fen\": \"40000\"", "\"fee_fen\": \"30000\"", "sha256: the receipt has been edited")]
    [InlineData("\"payment_date\": 20250205", "\"payment_date\": 20250206", "sha256: the receipt has been edited")]
    [InlineData("\"engine_version\": \"0", "\"engine_version\": \"1", "sha256: the receipt has been edited")]
    [InlineData("\"tier\": \"standard\"", "\"tier\": 1", "request.profile.tier")]
    [InlineData("{", "", "not JSON")]
    public void EditedReceipt_IsRefused(string part, string edit, string message)
    {
        Quote("2025-02-05");
        var text = System.IO.File.ReadAllText(File);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, text[..at] + edit + text[(at + part.Length)..]);
        var verified = Verify();
        Assert.Equal((2, ""), (verified.ExitCode, verified.Output));
        Assert.Contains(message, verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NoReceipt_WithoutAnAnswer()
    {
        const string question = "quote --region 140405 --year 2025 --date 2025-02-05";
        Assert.Equal(2, CanbaoProgram.Run(_revised.Folder, $"{question} --tier gold --receipt {File}").ExitCode);
        Assert.Equal(2, CanbaoProgram.Run(_revised.Folder, $"{question} --tier standard --receipt {_revised.Folder}").ExitCode);
        Assert.False(System.IO.File.Exists(File));
        var missing = Verify();
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("there is no file", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PoliciesAndCalendar_ShowTheRevisions()
    {
        _revised.With(2, Tenth, End);
        var list = CanbaoProgram.Run(_revised.Folder, "policies list").Output.Split('\n');
        Assert.Contains(list, l => l.StartsWith("140405/2025@2 ", StringComparison.Ordinal)
            && l.EndsWith("effective from 2025-02-10, supersedes @1", StringComparison.Ordinal));
        Assert.Single(list, l => l.Contains("effective", StringComparison.Ordinal));
        Assert.StartsWith("140405/2025@2 ", CanbaoProgram.Run(_revised.Folder, "policies show 140405/2025").Output, StringComparison.Ordinal);
        var first = CanbaoProgram.Run(_revised.Folder, "policies show 140405/2025@1").Output;
        Assert.StartsWith("140405/2025@1 ", first, StringComparison.Ordinal);
        Assert.Contains("2024-09-01 to 2025-02-25", first, StringComparison.Ordinal);
        var calendar = CanbaoProgram.Run(_revised.Folder, "calendar --region 140405 --year 2025 --tier standard").Output.Split('\n');
        Assert.Contains("140405/2025@1-2", calendar[0], StringComparison.Ordinal);
        Assert.Contains(calendar, l => l.Contains("  2025-02-01 – 2025-02-09  第1版 @1  open ", StringComparison.Ordinal));
        Assert.Contains(calendar, l => l.Contains("  2025-02-10 – 2025-02-25  第2版 @2  open ", StringComparison.Ordinal));
        var explained = CanbaoProgram.Run(_revised.Folder, "quote --region 140405 --year 2025 --date 2025-03-05 --tier standard --explain").Output;
        Assert.Contains("revision 2 governs the payment date (from 2025-02-10 on)", explained, StringComparison.Ordinal);
        Assert.Contains("140405/2025@2", explained, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Quote(string dateAndMore)
    {
        var run = CanbaoProgram.Run(_revised.Folder, $"quote --region 140405 --year 2025 --tier standard --receipt {File} --date {dateAndMore}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    private (int ExitCode, string Output, string Error) Verify(string more = "") =>
        CanbaoProgram.Run(_revised.Folder, $"verify --receipt {File} {more}".TrimEnd());
}

using Canbao.Api;
using Canbao.Cli.Receipts;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Recalculation.Differences;
using Canbao.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Profile = Canbao.Policies.Profile;
using Quote = Canbao.V1.Quote;

namespace Canbao.Tests.Receipts;

/// <summary>What is a receipt, what is none, and what its verification notices.</summary>
public sealed class ReceiptTests : IDisposable
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    /// <summary>Text of the receipt to replace, what with, and every line of the complaint.</summary>
    public static TheoryData<string, string, string> Malformed { get; } = new()
    {
        { "\"payment_date\": 20250315", "\"payment_date\": \"tomorrow\"", "request.payment_date: \"tomorrow\" is not allowed here" },
        { "\"payment_date\": 20250315", "\"payment_date\": -1", "request.payment_date: -1 is not allowed here" },
        { "\"payment_date\": 20250315", "\"payment_date\": 20250315, \"payment_day\": 1", "request.payment_day: not a field here; the fields are region," },
        { "\"payer\": \"resident\"", "\"payer\": [1]", "answer.contributions[0].payer: [1] is not allowed here" },
        { "\"waiting_days\": 90", "\"waiting_days\": 90, \"waiting_months\": 3", "oneof" },
        { "\"status\": \"QUOTE_STATUS_OPEN_LATE\"", "\"status\": \"QUOTE_STATUS_FREE\"", "answer.status: \"QUOTE_STATUS_FREE\" is not allowed here" },
        { "\"status\": \"QUOTE_STATUS_OPEN_LATE\", ", "", "answer.status: missing" },
        { "\"engine_version\": ", "\"engine\": ", "engine: not a field here" },
        { "\"request\": {", "\"request\": [{", "not JSON: line 1" },
        { "\"sha256\": \"", "\"sha256\": \"x", "sha256: 'x" },
        { "\"policy\": { \"region\": \"500230\"", "\"policy\": { \"region\": \"5002\"", "policy.region: '5002' is not allowed; expected a region code" },
        { "\"benefit_year\": 2025, \"profile\"", "\"benefit_year\": 2024, \"profile\"", "request.benefit_year: 2024 is not 2025" },
        { "\"request\": { \"region\": \"500230101\"", "\"request\": { \"region\": \"510230101\"", "request.region: '510230101' does not lie in 500230" },
        { "\"revision\": 1,", "\"revision\": 0,", "policy.revision: missing" },
        { "\"profile\": {", "\"profil\": {", "request.profil: not a field here" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Rejects_NamingTheField(string part, string edit, string complaint)
    {
        var text = Json.Format(Receipt());
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(_file, text.Replace(part, edit, StringComparison.Ordinal));
        Assert.Contains(Problems(), p => p.Contains(complaint, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "the receipt: expected a JSON object")]
    [InlineData("{}", "policy: missing; engine_version: missing; request: missing; answer: missing; sha256: missing")]
    [InlineData("{\"policy\": {}, \"request\": {}, \"answer\": {}}",
        "request.profile: missing; a request needs a profile with at least a tier; answer.status: missing")]
    public void Rejects_WhatIsNoReceipt(string text, string complaint)
    {
        File.WriteAllText(_file, text);
        Assert.Contains(complaint, string.Join("; ", Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_LargeFilesAndOtherEncodings()
    {
        File.WriteAllBytes(_file, new byte[ReceiptReader.MaxBytes + 1]);
        Assert.Contains("at most", Assert.Single(Problems()), StringComparison.Ordinal);
        File.WriteAllBytes(_file, [(byte)'"', 0xe9, (byte)'"']);
        Assert.Equal("the file is not UTF-8", Assert.Single(Problems()));
    }

    /// <summary>Whoever can compute a SHA-256 can make the digest fit; then the comparison notices.</summary>
    [Fact]
    public void ForgedAnswer_Differs()
    {
        var forged = Receipt(r =>
        {
            r.Answer.FeeFen = 1;
            r.Answer.Catastrophic.DeductibleFen = 5;
            r.Answer.Catastrophic.ClearNoCap();
            r.Answer.ClearWaitingDays();
            r.Answer.WaitingMonths = 3;
            r.Answer.Contributions[0].AmountFen = 1;
            r.Answer.Notices.Clear();
        });
        var judgement = ReceiptVerifier.Verify(forged, TestPolicies.Book).AsAnsweredThen;
        Assert.Equal(ReceiptOutcome.Differs, judgement.Outcome);
        Assert.Equal(
            ["notices", "fee_fen", "contributions", "waiting_days", "waiting_months", "catastrophic.deductible_fen", "catastrophic.no_cap"],
            judgement.Differences.Select(d => d.Field));
        var fee = judgement.Differences.Single(d => d.Field == "fee_fen");
        Assert.Equal(("\"1\"", "\"4000\""), (fee.Receipt, fee.Verified));
    }

    [Fact]
    public void ForgedQuestion_IsRefusedOrNotGoverned()
    {
        var refused = ReceiptVerifier.Verify(Receipt(r => r.Request.Profile.Tier = "gold"), TestPolicies.Book);
        Assert.Contains("500230/2025@1 refuses the question: tier: 'gold' is not a tier", refused.AsAnsweredThen.Reason, StringComparison.Ordinal);
        Assert.Contains("'gold' is not a tier", refused.AsItWouldBeNow.Reason, StringComparison.Ordinal);
        using var revised = new Policies.Revisions.Revised().With(2, new DateOnly(2025, 2, 10), new DateOnly(2025, 3, 25));
        var forged = Of(revised.Book, new("140405", 2025, 0, new Profile { Tier = "standard" }, new(20250215, 0, 0, 0)), r => r.Request.PaymentDate = 20250205);
        Assert.Contains("140405/2025@2 does not govern a payment on 2025-02-05", ReceiptVerifier.Verify(forged, revised.Book).AsAnsweredThen.Reason,
            StringComparison.Ordinal);
        var pinned = Of(revised.Book, new("140405", 2025, 2, new Profile { Tier = "standard" }, new(20250205, 0, 0, 0)));
        Assert.Equal(ReceiptOutcome.Same, ReceiptVerifier.Verify(pinned, revised.Book).AsAnsweredThen.Outcome);
        Assert.Equal(1u, ReceiptVerifier.Verify(pinned, revised.Book).AsItWouldBeNow.Policy.Revision);
    }

    /// <summary>A field that is added to the contract must be compared too.</summary>
    [Fact]
    public void Differences_SeeEveryFieldOfTheContract()
    {
        var full = new Quote { Catastrophic = new(), WaitingDays = 1 };
        foreach (var field in Quote.Descriptor.Fields.InFieldNumberOrder().Where(f => f.Name is not ("policy" or "policy_index")))
        {
            var changed = full.Clone();
            if (field.HasPresence && field.Accessor.HasValue(full)) field.Accessor.Clear(changed);
            else if (field.IsRepeated) ((System.Collections.IList)field.Accessor.GetValue(changed)).Add(
                field.FieldType == FieldType.Message ? field.MessageType.Parser.ParseFrom([]) : "x");
            else field.Accessor.SetValue(changed, Other(field));
            var names = QuoteDifferences.Between(full, changed).Select(d => d.Field).ToArray();
            Assert.Contains(field.Name, names);
            Assert.Equal(names, QuoteDifferences.Between(changed, full).Select(d => d.Field));
        }
        Assert.Empty(QuoteDifferences.Between(full, full.Clone()));
        Assert.Empty(QuoteDifferences.Between(full, new Quote(full) { Policy = new PolicyRef { Revision = 3 } }));
    }

    private static object Other(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.UInt32 => 7u,
        FieldType.Int64 => 7L,
        FieldType.Bool => true,
        FieldType.String => "x",
        _ => 1,
    };

    private List<string> Problems()
    {
        var problems = new List<string>();
        Assert.Null(ReceiptReader.Read(_file, problems));
        return problems;
    }

    private static Receipt Receipt(Action<Receipt>? change = null) => Of(TestPolicies.Book, new("500230101", 2025, 0,
        new Profile { Tier = "tier1", Identities = ["subsistence_allowance"] }, new(20250315, 0, 0, 0)), change);

    private static Receipt Of(PolicyBook book, ResidentRequest request, Action<Receipt>? change = null)
    {
        Assert.Null(Quoter.Check(book, request, out var timeline, out var situation));
        var (policy, quote) = TimelineInterpreter.Quote(timeline!, request.Profile, situation);
        var receipt = ReceiptWriter.Of(request, timeline!, policy, quote);
        change?.Invoke(receipt);
        receipt.Sha256 = CanonicalReceipt.Sha256(receipt);
        return receipt;
    }
}

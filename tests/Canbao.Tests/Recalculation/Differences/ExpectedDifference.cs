using System.Globalization;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Recalculation;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>
/// One resident under two policies as the interpreter answers, field by field as text: no plan, no batch, no memo, and none of the code that
/// compares.
/// </summary>
internal sealed class ExpectedDifference
{
    /// <summary>Which columns of an answer belong to which kind of change.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["status"] = "status next_open_date",
        ["fee"] = "individual_standard_fen fee_fen fee_at_least_fen fee_at_most_fen",
        ["assistance"] = "assistance_fen assistance_fund matched_identity recognised_by assistance_deferred_to assisted_payment_available",
        ["addons"] = "addons addon_total_fen addon_term",
        ["payable"] = "payable_fen",
        ["subsidy"] = "fiscal_subsidy_fen fiscal_subsidy_kind fiscal_subsidy_basis",
        ["funding"] = "contributions funding_total_fen",
        ["waiting"] = "waiting_days waiting_months waiting_rule",
        ["cover"] = "benefit_start benefit_end",
        ["catastrophic"] = "deductible_fen reimbursement_uplift_points no_cap cap_uplift_continuous cap_uplift_zero_claim uplift_steps",
        ["open"] = "missing_fields unspecified",
        ["notices"] = "notices warnings",
    };

    private static readonly string[] Dates = ["next_open_date", "benefit_start", "benefit_end"];

    public ExpectedDifference(PolicyBook book, Policy baseline, in GeneratedResident resident)
    {
        var (own, years) = (resident.Policy, baseline.BenefitYear - resident.Policy.BenefitYear);
        IsCompared = own.Region == baseline.Region;
        DateReader.Read(resident.Dates, out var given);
        var (policy, quote) = TimelineInterpreter.Quote(book.Find(own.Region, own.BenefitYear, 0, out _)!, resident.Profile, given);
        Now = ContractFields.Of(QuoteMapper.ToMessage(quote, policy));
        if (!IsCompared) return;
        var there = new Situation(given.PaymentDate.AddYears(years), given.BirthDate?.AddYears(years), given.EventDate?.AddYears(years),
            given.IdentityRecognisedOn?.AddYears(years));
        Before = ContractFields.Of(QuoteMapper.ToMessage(Interpreter.Quote(baseline, resident.Profile, there), baseline));
        foreach (var date in Dates) Before[date] = Moved(Before[date], -years);
        if (Before["assistance_deferred_to"] is { Length: > 0 } year) Before["assistance_deferred_to"] = Text(Number(year) - years);
    }

    public bool IsCompared { get; }

    public Dictionary<string, string> Before { get; } = [];

    public Dictionary<string, string> Now { get; }

    public string Change => string.Join(';', Kinds.Where(kind => kind.Value.Split(' ').Any(column => Before[column] != Now[column])).Select(kind => kind.Key));

    public bool HasFees => Before["fee_fen"].Length > 0 && Now["fee_fen"].Length > 0;

    /// <summary>Both sides of every payer who is stated on both.</summary>
    public SortedDictionary<string, (long Before, long Now)> Payers
    {
        get
        {
            var payers = new SortedDictionary<string, (long Before, long Now)>(Comparer<string>.Create(InOrder));
            if (!HasFees) return payers;
            var hasSubsidies = Before["fiscal_subsidy_fen"].Length > 0 && Now["fiscal_subsidy_fen"].Length > 0;
            foreach (var (payer, fen) in Lines(Before, hasSubsidies)) payers[payer] = (fen, 0);
            foreach (var (payer, fen) in Lines(Now, hasSubsidies)) payers[payer] = (payers.GetValueOrDefault(payer).Before, fen);
            return payers;
        }
    }

    public string Row(string id, IEnumerable<string> columns)
    {
        var more = HasFees ? Number(Now["fee_fen"]) - Number(Before["fee_fen"]) : 0;
        var differences = Payers.Where(p => p.Value.Now != p.Value.Before)
            .Select(p => $"{p.Key}={(p.Value.Now > p.Value.Before ? "+" : "")}{p.Value.Now - p.Value.Before}");
        return string.Join(',',
        [
            id, Change, .. columns.SelectMany(column => new[] { Quoted(Before[column]), Quoted(Now[column]) }), HasFees ? Text(Math.Max(0, -more)) : "",
            HasFees ? Text(Math.Max(0, more)) : "", string.Join(';', differences), NotComparable(),
        ]);
    }

    /// <summary>Whether a kind of change is named for every column but those of the policy.</summary>
    public static IEnumerable<string> ColumnsWithoutKind() =>
        QuoteRow.AllColumns.Select(f => f.Name).Except([.. Kinds.Values.SelectMany(v => v.Split(' ')), "region", "benefit_year", "policy_revision"]);

    public static string StateOf(Dictionary<string, string> quote) => quote["fee_fen"].Length > 0 ? "amount"
        : quote["status"] is "closed" or "not_eligible" ? quote["status"] : "undetermined";

    private string NotComparable()
    {
        if (!HasFees) return $"fee:{StateOf(Before)}>{StateOf(Now)}";
        var (before, now) = (Before["fiscal_subsidy_fen"], Now["fiscal_subsidy_fen"]);
        return before.Length > 0 && now.Length > 0 ? "" : $"fiscal_subsidy:{Stated(before)}>{Stated(now)}";
    }

    private static string Stated(string amount) => amount.Length > 0 ? "stated" : "not_stated";

    /// <summary>The lines of the quote itself; where it has none, the notice states no subsidy.</summary>
    private static IEnumerable<(string Payer, long Fen)> Lines(Dictionary<string, string> quote, bool withSubsidy)
    {
        if (quote["contributions"].Length > 0)
            return quote["contributions"].Split(';').Select(line => line.Split('=')).Select(line => (line[0], Number(line[1])))
                .Where(line => withSubsidy || line.Item1 != "fiscal_subsidy");
        var resident = ("resident", Number(quote["fee_fen"]));
        return quote["assistance_fen"] is "" or "0" ? [resident] : [resident, (quote["assistance_fund"], Number(quote["assistance_fen"]))];
    }

    private static int InOrder(string one, string other)
    {
        string[] first = ["resident", "fiscal_subsidy"];
        var (place, otherPlace) = (Array.IndexOf(first, one) is var i and >= 0 ? i : 2, Array.IndexOf(first, other) is var k and >= 0 ? k : 2);
        return place != otherPlace ? place.CompareTo(otherPlace) : string.CompareOrdinal(one, other);
    }

    private static string Moved(string day, int years) => day.Length == 0 ? "" : DateOnly.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture)
        .AddYears(years).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

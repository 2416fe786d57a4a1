using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// The whole settlement in one sheet for programs and pivot tables: a line for each cell and item, then the same items in total. An item has
/// the residents whom it concerns and, if it is an amount, what it adds up to.
/// </summary>
internal static class LongSheet
{
    private const int KeyColumns = 10;

    private static readonly SettlementAmount[] CanBeOpen = [SettlementAmount.Payable, SettlementAmount.FiscalSubsidy, SettlementAmount.FundingTotal];

    private static readonly string[] Columns =
    [
        "line", "region", "region_name", "benefit_year", "policy_revision", "identity", "identity_name", "tier", "tier_name", "status", "status_name",
        "item", "item_name", "kind", "residents", "amount_yuan", "amount_fen",
    ];

    public static SheetTable Of(SettlementSheet sheet, SheetNames names) => new("settlement", "结算明细", "the settlement in full",
        [.. Columns.Select(name => new SheetColumn("", name))], Rows(sheet, names));

    private static IEnumerable<SheetRow> Rows(SettlementSheet sheet, SheetNames names)
    {
        foreach (var (key, cell) in sheet.Cells)
        {
            var first = First(key, names);
            foreach (var item in Items(cell, names)) yield return new([.. first, .. item]);
        }
        SheetValue[] nothing = [Text("total"), .. Enumerable.Repeat(SheetValue.Nothing, KeyColumns)];
        foreach (var item in Items(sheet.Total(), names)) yield return new([.. nothing, .. item], IsTotal: true);
    }

    private static SheetValue[] First(SettlementKey key, SheetNames names) =>
    [
        Text("cell"), Text(key.Region), Text(names.Region(key.Region)), SheetValue.Number(key.BenefitYear), SheetValue.Number(key.Revision),
        Text(key.Identity), Text(names.Identity(key.Identity)), Text(key.Tier), Text(names.Tier(key.Region, key.BenefitYear, key.Tier)),
        Text(SnakeCase.Of(key.Status)), Text(SheetNames.Status(key.Status)),
    ];

    private static IEnumerable<SheetValue[]> Items(SettlementCell cell, SheetNames names)
    {
        yield return Item("residents", "人数", cell.Residents);
        foreach (var (line, tally) in cell.Lines)
            yield return Item($"payer:{line.Payer}", names.Payer(line.Payer), tally.Residents, tally.Fen, line.Kind);
        foreach (var amount in Enum.GetValues<SettlementAmount>())
            if (cell[amount] is { Residents: > 0 } tally) yield return Item(SnakeCase.Of(amount), SheetNames.Amount(amount), tally.Residents, tally.Fen);
        foreach (var amount in CanBeOpen)
            if (cell.NotDetermined(amount) is > 0 and var open)
                yield return Item($"{SnakeCase.Of(amount)}_not_determined", $"{SheetNames.Amount(amount)}未确定人数", open);
        if (cell.WithoutPayment > 0) yield return Item("without_payment", "当日不能缴费或不在范围人数", cell.WithoutPayment);
    }

    private static SheetValue[] Item(string code, string name, long residents, long? fen = null, SubsidyKind kind = SubsidyKind.Exact) =>
    [
        Text(code), Text(name), kind == SubsidyKind.Exact ? SheetValue.Nothing : Text(SnakeCase.Of(kind)), SheetValue.Count(residents),
        fen is { } yuan ? SheetValue.Fen(yuan) : SheetValue.Nothing, fen is { } exact ? SheetValue.Number(exact) : SheetValue.Nothing,
    ];

    private static SheetValue Text(string text) => SheetValue.Text(text);
}

using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>The sheets that people are given: who pays what to whom, and what it is made of.</summary>
public static class SettlementTables
{
    private static readonly SheetColumn[] MoneyColumns =
    [
        Amount("人数", "residents"), Amount("个人缴费（元）", "fee"), Amount("资助（元）", "assistance"), Amount("财政补助（元）", "fiscal_subsidy"),
        Amount("筹资合计（元）", "funding_total"), Amount("现应收（元）", "payable"), Amount("未确定（人）", "not_determined"),
        Amount("补助未写明（人）", "subsidy_not_stated"), Amount("不能缴费（人）", "without_payment"),
    ];

    /// <summary>All of them; the names of the files are theirs.</summary>
    public static IReadOnlyList<SheetTable> All(SettlementSheet sheet, SheetNames names) =>
        [.. ForReport(sheet, names), LongSheet.Of(sheet, names)];

    /// <summary>Those that are short enough to be read.</summary>
    public static IReadOnlyList<SheetTable> ForReport(SettlementSheet sheet, SheetNames names) =>
        [ByCounty(sheet, names), ByFund(sheet, names), ByIdentity(sheet, names), ByTier(sheet, names), ByStatus(sheet)];

    /// <summary>The payment order: what each fund pays for the residents of each county and year.</summary>
    public static SheetTable ByFund(SettlementSheet sheet, SheetNames names) => new("by_fund", "各区县各项资金", "what each fund pays, by county",
    [
        Text("地区", "region"), Text("地区名称", "region_name"), Amount("年度", "benefit_year"), Text("资金来源", "payer"), Text("资金名称", "payer_name"),
        Text("数额性质", "kind"), Amount("人数", "residents"), Amount("金额（元）", "amount"),
    ], FundRows(sheet, names));

    public static SheetTable ByCounty(SettlementSheet sheet, SheetNames names) => Grouped("by_county", "各区县", "by county",
        [Text("地区", "region"), Text("地区名称", "region_name"), Amount("年度", "benefit_year")], sheet, key => (key.Region, key.BenefitYear),
        county => [Text(county.Region), Text(names.Region(county.Region)), SheetValue.Number(county.BenefitYear)]);

    public static SheetTable ByIdentity(SettlementSheet sheet, SheetNames names) => Grouped("by_identity", "各资助身份", "by the identity that counts",
        [Text("身份", "identity"), Text("身份名称", "identity_name")], sheet, key => key.Identity, code => [Text(code), Text(names.Identity(code))]);

    public static SheetTable ByTier(SettlementSheet sheet, SheetNames names) => Grouped("by_tier", "各缴费档次", "by tier",
        [Text("地区", "region"), Text("地区名称", "region_name"), Amount("年度", "benefit_year"), Text("档次", "tier"), Text("档次名称", "tier_name")], sheet,
        key => (key.Region, key.BenefitYear, key.Tier), t => [Text(t.Region), Text(names.Region(t.Region)), SheetValue.Number(t.BenefitYear),
            Text(t.Tier), Text(names.Tier(t.Region, t.BenefitYear, t.Tier))]);

    public static SheetTable ByStatus(SettlementSheet sheet) => Grouped("by_status", "各状态", "by status",
        [Text("状态", "status"), Text("状态名称", "status_name")], sheet, key => key.Status,
        status => [Text(SnakeCase.Of(status)), Text(SheetNames.Status(status))]);

    private static SheetTable Grouped<T>(string name, string title, string titleEn, SheetColumn[] first, SettlementSheet sheet,
        Func<SettlementKey, T> group, Func<T, SheetValue[]> values) where T : notnull => new(name, title, titleEn, [.. first, .. MoneyColumns],
        [
            .. sheet.By(group).Select(g => new SheetRow([.. values(g.Key), .. Money(g.Value)])),
            new SheetRow([Text("合计 total"), .. Enumerable.Repeat(Text(""), first.Length - 1), .. Money(sheet.Total())], IsTotal: true),
        ]);

    private static IEnumerable<SheetValue> Money(SettlementCell cell) =>
    [
        SheetValue.Count(cell.Residents), SheetValue.Sum(cell[SettlementAmount.Fee]), SheetValue.Sum(cell[SettlementAmount.Assistance]),
        SheetValue.Sum(cell[SettlementAmount.FiscalSubsidy]), SheetValue.Sum(cell[SettlementAmount.FundingTotal]),
        SheetValue.Sum(cell[SettlementAmount.Payable]), SheetValue.Count(cell.NotDetermined(SettlementAmount.Payable)),
        SheetValue.Count(cell.NotDetermined(SettlementAmount.FundingTotal) - cell.NotDetermined(SettlementAmount.Payable)),
        SheetValue.Count(cell.WithoutPayment),
    ];

    private static IEnumerable<SheetRow> FundRows(SettlementSheet sheet, SheetNames names)
    {
        foreach (var (county, cell) in sheet.By(key => (key.Region, key.BenefitYear)))
        {
            SheetValue[] first = [Text(county.Region), Text(names.Region(county.Region)), SheetValue.Number(county.BenefitYear)];
            foreach (var row in FundRows(first, cell, names)) yield return row;
        }
        foreach (var row in FundRows([Text("合计 total"), Text(""), Text("")], sheet.Total(), names))
            yield return row with { IsTotal = true };
    }

    /// <summary>The payers' lines, their sum, and who is in none because nothing is determined.</summary>
    private static IEnumerable<SheetRow> FundRows(SheetValue[] first, SettlementCell cell, SheetNames names)
    {
        foreach (var (line, tally) in cell.Lines)
            yield return new([.. first, Text(line.Payer), Text(names.Payer(line.Payer)), Text(SheetNames.Kind(line.Kind)),
                SheetValue.Count(tally.Residents), SheetValue.Fen(tally.Fen)]);
        var owed = cell[SettlementAmount.FundingTotal].Residents + cell[SettlementAmount.WithoutFundingTotal].Residents;
        yield return new([.. first, Text("total"), Text("合计"), Text(""), SheetValue.Count(owed), SheetValue.Fen(cell.LinesFen)], IsTotal: true);
        if (cell.NotDetermined(SettlementAmount.Fee) is > 0 and var open)
            yield return new([.. first, Text("not_determined"), Text("数额未确定，不在合计内"), Text(""), SheetValue.Count(open), SheetValue.Nothing]);
    }

    private static SheetColumn Text(string zh, string en) => new(zh, en);

    private static SheetColumn Amount(string zh, string en) => new(zh, en, IsNumber: true);

    private static SheetValue Text(string text) => SheetValue.Text(text);
}

using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>Tables of the report beside the settlement: reasons, rejects, duplicates, policies.</summary>
public static class ReportTables
{
    private const int MostRejects = 20;

    /// <summary>Who has no determined answer, by reason; what the townships can complete comes first.</summary>
    public static SheetTable Undetermined(ReasonCounts reasons, SheetNames names) => new("undetermined_by_reason", "未确定人员按原因",
        "undetermined residents by reason", ReasonColumns, ReasonRows(reasons, names, kind => kind != ReasonKind.LeftOpenBesides));

    /// <summary>What the notices leave open although the amounts are settled.</summary>
    public static SheetTable LeftOpen(ReasonCounts reasons, SheetNames names) => new("left_open", "数额已定、通知未写明的其他事项",
        "what notices leave open beside settled amounts", ReasonColumns, ReasonRows(reasons, names, kind => kind == ReasonKind.LeftOpenBesides));

    public static SheetTable Rejects(RejectCounts rejects) => new("rejects_by_reason", "退回的行按原因", "rejected rows by reason",
        [new("字段", "field"), new("原因", "reason"), new("次数", "times", IsNumber: true)],
        rejects.All.Take(MostRejects).Select(r =>
            Row(SheetValue.Text(r.Field.Length == 0 ? "（整行 row）" : r.Field), SheetValue.Text(ReasonOf(r.Code)), SheetValue.Count(r.Rows))));

    private static string ReasonOf(string code) => $"{RejectWords.Of(code).Zh} {RejectWords.Of(code).En}";

    /// <summary>Rows whose id stood there before. Where there are several sources, each row names its own.</summary>
    public static SheetTable Duplicates(IEnumerable<DuplicateId> duplicates, int sources)
    {
        SheetColumn[] shards = sources > 1 ? [new("首次分片", "first_shard", IsNumber: true), new("分片", "shard", IsNumber: true)] : [];
        return new("duplicates", "重复编号", "ids that stand there more than once",
        [
            new("编号", "id"), new("首次所写编号", "first_id"), new("首次所在行", "first_line", IsNumber: true), new("所在行", "line", IsNumber: true),
            new("共出现次数", "times", IsNumber: true), .. shards,
        ], duplicates.Select(d => DuplicateRow(d, shards.Length > 0)));
    }

    /// <summary>The policies that gave the answers of a settlement.</summary>
    public static SheetTable Policies(ReportData data) => new("policies", "依据的政策", "policies that answered",
    [
        new("地区", "region"), new("年度", "benefit_year"), new("修订版", "revision"), new("通知", "notice"), new("人数", "residents", IsNumber: true),
        new("摘要", "digest"),
    ],
        data.Sheet.By(key => (key.Region, key.BenefitYear, key.Revision)).Select(group => PolicyRow(data, group.Key, group.Value.Residents)));

    private static SheetColumn[] ReasonColumns =>
    [
        new("地区", "region"), new("地区名称", "region_name"), new("处理", "action"), new("原因", "reason"),
        new("人数", "residents", IsNumber: true),
    ];

    private static IEnumerable<SheetRow> ReasonRows(ReasonCounts reasons, SheetNames names, Func<ReasonKind, bool> shown) => reasons.All
        .Where(c => shown(c.Reason.Kind)).OrderBy(c => c.Reason.Kind).ThenByDescending(c => c.Residents).ThenBy(c => c.Region, StringComparer.Ordinal)
        .Select(c => Row(SheetValue.Text(c.Region), SheetValue.Text(names.Region(c.Region)), SheetValue.Text(Reason.Action(c.Reason.Kind)),
            SheetValue.Text(c.Reason.Text), SheetValue.Count(c.Residents)));

    private static SheetRow DuplicateRow(DuplicateId duplicate, bool withShards)
    {
        SheetValue[] shards = withShards ? [SheetValue.Number(duplicate.First.Source + 1), SheetValue.Number(duplicate.Again.Source + 1)] : [];
        return Row([SheetValue.Text(Encoding.UTF8.GetString(duplicate.Id)), SheetValue.Text(Encoding.UTF8.GetString(duplicate.FirstId)),
            SheetValue.Number(duplicate.First.Row),
            SheetValue.Number(duplicate.Again.Row), SheetValue.Count(duplicate.Times), .. shards]);
    }

    private static SheetRow PolicyRow(ReportData data, (string Region, int Year, int Revision) key, long residents)
    {
        var policy = data.Book.Policies.FirstOrDefault(p => (p.Region, p.BenefitYear, p.Revision) == key);
        return Row(SheetValue.Text($"{policy?.Name.Zh} {key.Region}"), SheetValue.Number(key.Year), SheetValue.Number(key.Revision),
            SheetValue.Text(policy is null ? "" : $"{policy.Notice.Title} {policy.Notice.Number}"), SheetValue.Count(residents),
            SheetValue.Text(policy?.Digest ?? ""));
    }

    private static SheetRow Row(params SheetValue[] values) => new(values);
}

using System.Globalization;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// The report of a calculation as one page that needs nothing else: no script, no style and no picture from elsewhere. Chinese first, English
/// behind it; for a screen, a phone and A4.
/// </summary>
public static class ReportHtml
{
    private const int LabelledIdentities = 12;

    public static void Write(TextWriter page, ReportData data)
    {
        var (names, proofs) = (new SheetNames(data.Book), ReportProof.Of(data));
        page.Write("<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\">");
        page.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Write($"<title>参保缴费结算报告 {Text(data.Input)}</title>\n<style>\n{ReportStyle.Css}</style></head>\n<body>\n");
        WriteHead(page, data);
        WriteProofBanner(page, proofs);
        WriteFigures(page, data);
        WriteCharts(page, data, names);
        WriteTables(page, data, names);
        WriteProofs(page, proofs);
        WriteSource(page, data);
        page.Write("</body></html>\n");
    }

    private static void WriteHead(TextWriter page, ReportData data)
    {
        page.Write("<header><h1>城乡居民医保参保缴费结算报告 <small lang=\"en\">Settlement report</small></h1>\n");
        var when = data.MadeAt.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        page.Write($"<p><b>{Text(data.Input)}</b> · {when}</p></header>\n");
    }

    private static void WriteProofBanner(TextWriter page, IReadOnlyList<ReportProof> proofs)
    {
        var failed = proofs.Count(proof => !proof.Holds);
        page.Write(failed == 0
            ? $"<p class=\"proof holds\">✔ {HtmlText.Both($"{proofs.Count} 项核对全部相符，见文末。", $"all {proofs.Count} checks hold, see the end")}</p>\n"
            : $"<p class=\"proof fails\">✘ {HtmlText.Both($"{failed} 项核对不符，本表不可使用，见文末。",
                $"{failed} checks do not hold: do not use these figures")}</p>\n");
    }

    private static void WriteFigures(TextWriter page, ReportData data)
    {
        var total = data.Sheet.Total();
        page.Write("<dl class=\"figures\">\n");
        Figure(page, "已计算（人）", "residents answered", FigureText.Number(data.Answered));
        Figure(page, "退回（行）", "rows rejected", FigureText.Number(data.Rejected));
        Figure(page, "未确定（人）", "undetermined", FigureText.Number(data.Reasons.Undetermined));
        Figure(page, "重复编号（行）", "rows that repeat an id", data.Duplicates is { } found ? FigureText.Number(found.Rows) : "未检查 not searched");
        Figure(page, "个人缴费（元）", "residents' fees, yuan", SheetValue.Sum(total[SettlementAmount.Fee]).Shown());
        Figure(page, "资助（元）", "assistance, yuan", SheetValue.Sum(total[SettlementAmount.Assistance]).Shown());
        Figure(page, "财政补助（元）", "fiscal subsidy, yuan", SheetValue.Sum(total[SettlementAmount.FiscalSubsidy]).Shown());
        Figure(page, "筹资合计（元）", "funding total, yuan", SheetValue.Sum(total[SettlementAmount.FundingTotal]).Shown());
        page.Write("</dl>\n");
    }

    private static void Figure(TextWriter page, string zh, string en, string figure) =>
        page.Write($"<div><dt>{HtmlText.Both(zh, en)}</dt><dd>{Text(figure)}</dd></div>\n");

    private static void WriteCharts(TextWriter page, ReportData data, SheetNames names)
    {
        var total = data.Sheet.Total();
        page.Write("<section class=\"charts\">\n");
        page.Write(People("各状态人数", "residents by status", data.Sheet.By(key => key.Status)
            .Select(g => ($"{SheetNames.Status(g.Key)} {SnakeCase.Of(g.Key)}", g.Value.Residents))));
        page.Write(Yuan("各方出资（元）", "who pays, yuan", total.Lines.Select(line =>
            ($"{names.Payer(line.Key.Payer)} {SheetNames.Kind(line.Key.Kind)}".Trim(), line.Value.Fen))));
        page.Write(Yuan("各区县筹资合计（元）", "funding total by county, yuan", data.Sheet.By(key => key.Region)
            .Select(g => ($"{names.Region(g.Key)} {g.Key}", g.Value[SettlementAmount.FundingTotal].Fen))));
        page.Write(People("各资助身份人数", "residents by the identity that counts", data.Sheet.By(key => key.Identity).Where(g => g.Key.Length > 0)
            .OrderByDescending(g => g.Value.Residents).Take(LabelledIdentities).Select(g => (names.Identity(g.Key), g.Value.Residents))));
        page.Write(People("未确定的原因（人）", "reasons for being undetermined", data.Reasons.All.Where(c => c.Reason.Kind != ReasonKind.LeftOpenBesides)
            .GroupBy(c => c.Reason).Select(g => (g.Key.Text, g.Sum(c => c.Residents)))));
        page.Write("</section>\n");
    }

    private static string People(string zh, string en, IEnumerable<(string Name, long Value)> bars) =>
        new BarChart(zh, en, [.. bars.Select(bar => (bar.Name, bar.Value, FigureText.Number(bar.Value)))]).Svg();

    private static string Yuan(string zh, string en, IEnumerable<(string Name, long Fen)> bars) =>
        new BarChart(zh, en, [.. bars.Select(bar => (bar.Name, bar.Fen, FigureText.Money(bar.Fen)))]).Svg();

    private static void WriteTables(TextWriter page, ReportData data, SheetNames names)
    {
        Heading(page, "结算", "settlement");
        foreach (var table in SettlementTables.ForReport(data.Sheet, names)) page.Write(HtmlText.Of(table));
        Note(page, "未确定的人不按0计，不在任何合计之内；“–”表示没有数额，不是0。", "who is undetermined is in no sum; – is no amount, not 0");
        Note(page, "财政补助含下限与参照其他年度的数额，分列见“各区县各项资金”；现应收含附加产品，不含已缴的；不能缴费含不在参保范围的。",
            "the subsidy holds floors and figures of other years, see what each fund pays; payable holds add-ons and no fee that is paid already");
        Heading(page, "未确定人员", "undetermined residents");
        page.Write(HtmlText.Of(ReportTables.Undetermined(data.Reasons, names)));
        page.Write(HtmlText.Of(ReportTables.LeftOpen(data.Reasons, names)));
        Note(page, "一人有几个原因的，各计一次。", "who has several reasons is counted with each");
        Heading(page, "退回的行", "rejected rows");
        page.Write(HtmlText.Of(ReportTables.Rejects(data.Rejects)));
        Heading(page, "重复编号", "duplicates");
        WriteDuplicates(page, data.Duplicates);
    }

    private static void WriteDuplicates(TextWriter page, ReportDuplicates? found)
    {
        if (found is null)
        {
            page.Write($"<p>{HtmlText.Both("未检查。", "nobody searched for them")}</p>\n");
            return;
        }
        var (ids, rows, empty) = (FigureText.Number(found.Ids), FigureText.Number(found.Rows), FigureText.Number(found.Empty));
        page.Write($"<p>{HtmlText.Both($"{ids} 个编号重复，多出 {rows} 行；{empty} 行没有编号。", $"{ids} ids in {rows} further rows; {empty} rows without an id")}</p>\n");
        if (found.Rows > 0) page.Write(HtmlText.Of(ReportTables.Duplicates(found.First, found.Sources)));
        if (found.Rows > found.First.Count) Note(page, $"只显示前{found.First.Count}行。", $"the first {found.First.Count} of them");
    }

    private static void WriteProofs(TextWriter page, IReadOnlyList<ReportProof> proofs)
    {
        Heading(page, "核对", "proofs");
        page.Write("<ul class=\"proofs\">\n");
        foreach (var proof in proofs)
        {
            var (mark, sign) = proof.Holds ? ("✔ 相符", "＝") : ("✘ 不符", "≠");
            page.Write($"<li>{mark} {HtmlText.Both(proof.Zh, proof.En)}：{Text(proof.Left)} {sign} {Text(proof.Right)}</li>\n");
        }
        page.Write("</ul>\n");
    }

    private static void WriteSource(TextWriter page, ReportData data)
    {
        Heading(page, "计算依据", "what was calculated");
        page.Write(HtmlText.Of(ReportTables.Policies(data)));
        page.Write("<dl class=\"source\">\n");
        Source(page, "输入", "input", data.Input);
        Source(page, "输出", "output", data.Output);
        Source(page, "行数", "rows", FigureText.Number(data.Rows));
        if (data.Blank > 0) Source(page, "空行", "blank rows", FigureText.Number(data.Blank));
        Source(page, "答案校验和", "checksum of the answers", data.Checksum);
        Source(page, "政策集摘要", "digest of the policy book", data.Book.Digest);
        Source(page, "程序版本", "engine version", data.Version);
        foreach (var (name, value) in data.Facts) Source(page, name, "", value);
        page.Write("</dl>\n");
    }

    private static void Source(TextWriter page, string zh, string en, string value) =>
        page.Write($"<dt>{HtmlText.Both(zh, en)}</dt><dd>{Text(value)}</dd>\n");

    private static void Note(TextWriter page, string zh, string en) => page.Write($"<p class=\"note\">{HtmlText.Both(zh, en)}</p>\n");

    private static void Heading(TextWriter page, string zh, string en) => page.Write($"<h2>{HtmlText.Both(zh, en)}</h2>\n");

    private static string Text(string text) => HtmlText.Of(text);
}

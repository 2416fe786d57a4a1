using System.Text.Json.Nodes;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>A sheet as JSON: a list of cells in the order of their keys. What has no residents is left out.</summary>
internal static class SettlementJson
{
    private static readonly SettlementAmount[] Amounts = Enum.GetValues<SettlementAmount>();

    public static JsonArray Of(SettlementSheet sheet) => [.. sheet.Cells.Select(cell => Of(cell.Key, cell.Value))];

    public static SettlementSheet Read(JsonNode? json)
    {
        var sheet = new SettlementSheet();
        foreach (var cell in JsonFieldReader.ListOf(json, "cell")) Read(cell, sheet);
        return sheet;
    }

    private static JsonObject Of(SettlementKey key, SettlementCell cell) => new()
    {
        ["region"] = key.Region,
        ["benefit_year"] = key.BenefitYear,
        ["revision"] = key.Revision,
        ["identity"] = key.Identity,
        ["tier"] = key.Tier,
        ["status"] = SnakeCase.Of(key.Status),
        ["residents"] = cell.Residents,
        ["amounts"] = new JsonObject(Amounts.Where(a => cell[a].Residents > 0).Select(a => KeyValuePair.Create(SnakeCase.Of(a), Of(cell[a])))),
        ["lines"] = new JsonArray([.. cell.Lines.Select(line => Of(line.Key, line.Value))]),
    };

    private static JsonNode? Of(Tally tally) => new JsonObject { ["residents"] = tally.Residents, ["fen"] = tally.Fen };

    private static JsonObject Of(FundLine line, Tally tally) => new()
    {
        ["payer"] = line.Payer,
        ["kind"] = SnakeCase.Of(line.Kind),
        ["residents"] = tally.Residents,
        ["fen"] = tally.Fen,
    };

    private static void Read(JsonFieldReader fields, SettlementSheet sheet)
    {
        var status = fields.Code<QuoteStatus>("status");
        var cell = sheet.Cell(new(fields.Text("region"), fields.Number("benefit_year"), fields.Number("revision"), fields.Text("identity"), fields.Text("tier"),
            status));
        var residents = fields.Count("residents");
        if (cell.Residents > 0 || residents == 0) throw fields.Bad("residents", "a cell that stands there once, with residents");
        cell.Residents = residents;
        if (SettlementCell.IsWithoutPayment(status)) cell.WithoutPayment = residents;
        foreach (var (name, tally) in fields.Objects("amounts"))
        {
            if (!SnakeCase.TryParse<SettlementAmount>(name, out var amount)) throw fields.Bad("amounts", SnakeCase.Allowed<SettlementAmount>());
            cell[amount].AddSum(tally.Count("residents"), tally.Fen("fen"));
        }
        foreach (var line in fields.List("lines"))
            cell.Line(new(line.Text("payer"), line.Code<SubsidyKind>("kind"))).AddSum(line.Count("residents"), line.Fen("fen"));
    }
}

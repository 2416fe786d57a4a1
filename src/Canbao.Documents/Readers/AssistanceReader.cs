using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Readers;

/// <summary>Reads the block "assistance".</summary>
internal static class AssistanceReader
{
    public static Assistance Assistance(this MapReader reader, ValueList<Standard> standards)
    {
        var combination = reader.Map("combination")?.Combination();
        var recognition = reader.Map("recognition")?.Recognition();
        var bars = reader.Maps("bars").Select(Bar).ToArray();
        var grants = reader.Maps("grants").Select(grant => grant.Grant(standards)).ToArray();
        var dearer = reader.Maps("dearer_together").Select(DearerTogether).ToArray();
        ReportTwiceNamed(reader.Context, grants);
        reader.Close();
        return new Assistance(combination!, recognition!, [.. bars], [.. grants]) { DearerTogether = [.. dearer] };
    }

    private static DearerTogether DearerTogether(MapReader reader)
    {
        reader.Required("identities");
        reader.Required("with");
        var declared = new DearerTogether(reader.Identities("identities"), reader.Identities("with"), reader.Rule("dearer_together"));
        reader.Close();
        return declared;
    }

    private static Combination Combination(this MapReader reader)
    {
        var cap = reader.Scalar("cap");
        if (cap is { Text: not "individual_standard" }) reader.Bad<string>(cap, "cap", "individual_standard");
        var combination = new Combination(
            reader.Choice("take", TakeRule.HighestAmount), reader.Choice("ties", TieRule.FirstInDocument),
            reader.Choice("rate_of", RateBase.StatedAmount), reader.Rule("combination"));
        reader.Close();
        return combination;
    }

    private static Recognition Recognition(this MapReader reader)
    {
        var counts = reader.Enumeration<RecognitionRule>("counts");
        var rule = reader.Rule("recognition");
        Rule? deferral = null;
        if (counts == RecognitionRule.RecognisedInCollectionWindow && reader.Map("later") is { } later)
        {
            deferral = later.Rule("deferral");
            later.Close();
        }
        reader.Close();
        return new Recognition(counts, rule) { Deferral = deferral };
    }

    private static AssistanceBar Bar(MapReader reader)
    {
        var bar = new AssistanceBar(reader.Conditions(), reader.Choice("answer", BarAnswer.None), reader.Rule());
        reader.Close();
        return bar;
    }

    private static Grant Grant(this MapReader reader, ValueList<Standard> standards)
    {
        var identities = reader.Identities("identities");
        if (identities.Count == 0) reader.Context.Report(DiagnosticCodes.MissingKey, reader.Position,
            "'identities' is missing or empty; a grant names at least one identity");
        var amounts = reader.Map("amounts")?.Amounts(standards) ?? [];
        var fund = reader.ScalarOrNull("fund");
        var department = reader.ScalarOrNull("recognised_by");
        CheckCode(reader.Context, fund, "fund", reader.Context.Codes.Funds);
        CheckCode(reader.Context, department, "recognised_by", reader.Context.Codes.Departments);
        if (fund is null && amounts.Any(a => a.AmountFen != 0)) reader.Context.Report(DiagnosticCodes.MissingKey, reader.Position,
            "'fund' is missing; write not_specified if the notice names none");
        var grant = new Grant(identities, amounts, reader.Rule(identities.Count > 0 ? identities[0] : "grant"))
        {
            Fund = fund?.Text,
            RecognisedBy = department?.Text,
            ExceptHoldersOf = reader.Identities("except_holders_of"),
            AgeAtLeast = reader.MapOrNull("age_at_least")?.AgeLimit(),
            Rank = reader.Choice("rank", GrantRank.Ordinary),
            StepsBackFor = reader.Choice("steps_back_for", StepsBackFor.AssistedByOtherFund),
            MobilisationOnly = reader.FlagOrNull("mobilisation_only") ?? false,
        };
        reader.Close();
        return grant;
    }

    private static AgeLimit AgeLimit(this MapReader reader)
    {
        var limit = new AgeLimit(reader.Number("years", 1, 120), reader.Choice("birthday", BirthdayRule.Included));
        reader.Close();
        return limit;
    }

    private static ValueList<GrantAmount> Amounts(this MapReader reader, ValueList<Standard> standards)
    {
        var amounts = new List<GrantAmount>();
        foreach (var tier in standards.Select(s => s.Tier))
        {
            if (!reader.Has(tier)) reader.Context.Report(DiagnosticCodes.MissingTier, reader.Position,
                $"the amount for tier '{tier}' is missing; expected an amount, none if there is no money, or not_stated if the notice says nothing");
            else amounts.Add(reader.AmountFor(tier));
        }
        reader.Close();
        return [.. amounts];
    }

    private static GrantAmount AmountFor(this MapReader reader, string tier)
    {
        if (reader.Node(tier) is ScalarNode word)
            return new GrantAmount(tier, word.Text switch { "none" => 0, "not_stated" => null, _ =>
                reader.Bad<long?>(word, tier, "none, not_stated or {amount: ...}") }) { Position = word.Position };
        if (reader.Map(tier) is not { } cell) return new GrantAmount(tier, null);
        var notStated = cell.ScalarOrNull("amount") is { Text: "not_stated" };
        var amount = new GrantAmount(tier, notStated ? null : cell.Amount("amount"))
        {
            RatePercent = cell.PercentOrNull("rate"),
            RateOf = cell.TextOrNull("of"),
            Reading = cell.ReadingOrNull(),
            Position = cell.Position,
        };
        cell.Close();
        return amount;
    }

    private static void CheckCode(ReadContext context, ScalarNode? scalar, string kind, IEnumerable<Code> known)
    {
        if (scalar is not null && known.All(code => code.Id != scalar.Text))
            context.Report(DiagnosticCodes.UnknownCode, scalar.Position,
                $"{kind}: '{Shown.Text(scalar.Text)}' is not in identities.yaml; expected one of {string.Join(", ", known.Select(code => code.Id))}");
    }

    private static void ReportTwiceNamed(ReadContext context, Grant[] grants)
    {
        var seen = new HashSet<string>();
        foreach (var grant in grants)
            foreach (var identity in grant.Identities.Where(i => !seen.Add(i)))
                context.Report(DiagnosticCodes.DuplicateId, grant.Rule.Position, $"identity '{identity}' stands in two grants");
    }
}

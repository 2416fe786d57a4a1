using System.Globalization;
using Canbao.Documents.Validation;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Readers;

/// <summary>Reads a policy document into a policy: first its form, then what it says. All problems are reported at once.</summary>
public static class PolicyReader
{
    /// <summary>The interpreter keeps the readings that it asks as the bits of one number.</summary>
    private const int MaxReadings = 64;

    /// <summary>A document that stands alone. Null if it has a problem; the problems then say all of them.</summary>
    public static Policy? Read(string file, string text, CodeLists codes, List<Diagnostic> problems)
    {
        if (PolicyDocument.Read(file, text, problems) is not { } document) return null;
        // What it extends is not here, which is then told.
        if (document.ExtendsPosition is not null || document.OnlyExtended) _ = Inheritance.Resolve([document], problems);
        else return Read(EffectiveDocument.Alone(document), codes, problems);
        return null;
    }

    /// <summary>A document with all that it inherits.</summary>
    internal static Policy? Read(EffectiveDocument effective, CodeLists codes, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var policy = Read(new MapReader(effective.Root, new ReadContext(codes, problems)), effective);
        if (problems.Count > before) return null;
        PolicyValidator.Validate(policy, problems);
        return problems.Count > before ? null : policy;
    }

    private static Policy Read(MapReader reader, EffectiveDocument effective)
    {
        // Readings first: any rule may refer to one. Standards next: grants need the tiers.
        var readings = reader.Maps("readings").Select(ReadReading).ToArray();
        if (readings.Length > MaxReadings) reader.Context.Report(DiagnosticCodes.Reading, reader.Position,
            $"{readings.Length} readings; at most {MaxReadings} are allowed");
        foreach (var reading in readings) reader.Context.Add(reading);
        ValueList<Standard> standards = [.. reader.Maps("standards").Select(ReadStandard)];
        // A block that a notice does not need is written as an empty one: what is forgotten must not look like it.
        foreach (var key in (string[])["eligibility", "windows", "circumstances", "standards", "addons", "readings"]) reader.Required(key);
        var continuity = reader.MapOrNull("continuity");
        var policy = new Policy
        {
            Region = ReadRegion(reader),
            Name = ReadName(reader.Map("name")),
            BenefitYear = reader.Number("benefit_year", 2000, 2100),
            Revision = reader.Number("revision", 1, 9999),
            EffectiveFrom = reader.DateOrNull("effective_from"),
            Supersedes = reader.NumberOrNull("supersedes", 1, 9999),
            RevisionPlaces = new(reader.Node("revision")?.Position ?? reader.Position, reader.Node("effective_from")?.Position,
                reader.Node("supersedes")?.Position),
            Notice = ReadNotice(reader.Map("notice")),
            Digest = Digests.Combine([effective.Digest, reader.Context.Codes.MeaningDigest]),
            File = effective.Document.File,
            Removals = effective.Removals,
            Sources = [.. effective.Sources.Select((_, i) => ReadSource(effective.Sources, i))],
            Document = effective.Document.Text,
            Codes = reader.Context.Codes,
            Eligibility = [.. reader.Maps("eligibility").Select(ReadEligibility)],
            Windows = [.. reader.Maps("windows").Select(ReadWindow)],
            Circumstances = ReadCircumstances(reader.MapOrNull("circumstances")),
            Standards = standards,
            FiscalSubsidy = ReadSubsidy(reader.Map("fiscal_subsidy"))!,
            Assistance = reader.Map("assistance")?.Assistance(standards)!,
            AlreadyPaid = ReadAlreadyPaid(reader.Map("already_paid"))!,
            WaitPastCover = continuity?.ChoiceOrNull<WaitPastCover>("wait_past_cover") ?? new(WaitPastCover.NoCover),
            Continuity = ReadContinuity(continuity),
            Catastrophic = reader.Map("catastrophic")?.Catastrophic() ?? new Catastrophic(),
            Addons = [.. reader.Maps("addons").Select(ReadAddon)],
            Readings = [.. readings],
        };
        reader.Close();
        reader.Context.ReportMisusedReadings(effective.Document.File);
        return policy;
    }

    /// <summary>What stands in its header has been checked where it is a policy itself, or does not matter.</summary>
    private static PolicySource ReadSource(IReadOnlyList<PolicyDocument> sources, int index)
    {
        var document = sources[index];
        var notice = sources.Skip(index).Select(d => d.NoticeSha256).FirstOrDefault(sha256 => sha256 is not null);
        _ = int.TryParse(document.Year, CultureInfo.InvariantCulture, out var year);
        _ = int.TryParse(document.Revision, CultureInfo.InvariantCulture, out var revision);
        return new(document.File, document.Region, year, revision, document.Digest)
        {
            Notice = (notice?.Text ?? "", notice?.Position ?? new Position(document.File, 1, 1)),
        };
    }

    private static string ReadRegion(MapReader reader)
    {
        if (reader.Scalar("region") is not { } region) return "";
        return RegionCode.IsValid(region.Text) ? region.Text : reader.Bad<string>(region, "region", RegionCode.Allowed) ?? "";
    }

    private static Name ReadName(MapReader? reader)
    {
        if (reader is null) return new("", "");
        var name = new Name(reader.Text("zh"), reader.Text("en"));
        reader.Close();
        return name;
    }

    private static Notice ReadNotice(MapReader? reader)
    {
        if (reader is null) return new("", null, null, null, "");
        var sha256 = reader.Scalar("sha256");
        if (sha256 is not null && (sha256.Text.Length != 64 || !sha256.Text.All(char.IsAsciiHexDigitLower)))
            reader.Bad<string>(sha256, "sha256", "64 lower-case hexadecimal digits");
        var issued = reader.ScalarOrNull("issued") is { Text: "undated" } ? null : reader.DateOrNull("issued");
        var notice = new Notice(reader.Text("title"), reader.TextOrNull("issuer"), reader.TextOrNull("number"), issued, sha256?.Text ?? "")
        {
            Position = sha256?.Position ?? reader.Position,
        };
        reader.Close();
        return notice;
    }

    private static Reading ReadReading(MapReader reader, int index)
    {
        var choices = reader.Map("choices");
        var english = reader.Map("en");
        var choicesEn = english?.Map("choices");
        ValueList<ReadingChoice> read = choices is null ? []
            : [.. choices.Keys.Select(key => new ReadingChoice(key, choices.Text(key), choicesEn?.Text(key) ?? ""))];
        foreach (var twice in read.GroupBy(c => FoldedText.Fold(c.Text)).Where(g => g.Count() > 1).Select(g => g.Last()))
            reader.Context.Report(DiagnosticCodes.Reading, choices!.Position,
                $"choice '{Shown.Text(twice.Id)}' says the same as another one: '{Shown.Text(twice.Text)}'");
        if (read.Count < 2) reader.Context.Report(DiagnosticCodes.Reading, reader.Position, "a reading names at least two choices");
        // "as_written" instead of "choose": the rules say it, and changing this line alone would change nothing.
        var inWords = reader.Has("as_written");
        var choose = reader.Scalar(inWords ? "as_written" : "choose");
        var chosen = read.TakeWhile(c => c.Id != choose?.Text).Count();
        if (choose is not null && chosen == read.Count) reader.Bad<string>(choose, inWords ? "as_written" : "choose",
            string.Join(", ", read.Select(c => c.Id)));
        var reading = new Policies.Model.Reading(
            reader.Text("id"), index, reader.Text("question"), read, chosen < read.Count ? chosen : 0, reader.Text("reason"), reader.Text("section"),
                reader.Position)
        {
            SectionPosition = reader.Node("section")?.Position ?? reader.Position,
            InWords = inWords,
            QuestionEn = english?.Text("question") ?? "",
            ReasonEn = english?.Text("reason") ?? "",
        };
        foreach (var map in (MapReader?[])[reader, english, choicesEn]) map?.Close();
        return reading;
    }

    private static Standard ReadStandard(MapReader reader)
    {
        var standard = new Standard(reader.Text("tier"), ReadName(reader.Map("name")), reader.Amount("amount"), reader.Rule("standard"))
        {
            StudentFen = reader.AmountOrNull("university_student"),
            FullCostFen = reader.AmountOrNull("full_cost"),
        };
        reader.Close();
        return standard;
    }

    private static EligibilityRule ReadEligibility(MapReader reader)
    {
        var answer = reader.Enumeration<QuoteStatus>("answer");
        var rule = new EligibilityRule(reader.Conditions(), answer, reader.Rule());
        reader.Close();
        return rule;
    }

    private static Window ReadWindow(MapReader reader)
    {
        var window = new Window(reader.Date("from"), reader.Date("to"), reader.Terms())
        {
            PayableDays = reader.MapOrNull("payable_days")?.DaysOfMonth(),
            LeavesCircumstancesOpen = reader.ScalarOrNull("special_circumstances") is { } open
                && (open.Text == "undetermined" || reader.Bad<bool>(open, "special_circumstances", "undetermined")),
        };
        reader.Close();
        return window;
    }

    private static ValueList<CircumstanceRules> ReadCircumstances(MapReader? reader)
    {
        if (reader is null) return [];
        var rules = new List<CircumstanceRules>();
        foreach (var circumstance in Enum.GetValues<Circumstance>().Where(c => c != Circumstance.None))
        {
            var key = SnakeCase.Of(circumstance);
            if (reader.Has(key)) rules.Add(new(circumstance, [.. reader.Maps(key).Select(ReadCase)]));
            else reader.Node(key);
        }
        reader.Close();
        return [.. rules];
    }

    private static CircumstanceCase ReadCase(MapReader reader)
    {
        var item = new CircumstanceCase(reader.Conditions(), reader.Terms()) { NotNamed = reader.Identities("not_named") };
        reader.Close();
        return item;
    }

    private static FiscalSubsidy? ReadSubsidy(MapReader? reader)
    {
        if (reader is null) return null;
        var kind = reader.Enumeration<SubsidyKind>("kind");
        var subsidy = new FiscalSubsidy(kind, kind == SubsidyKind.Unspecified ? reader.AmountOrNull("amount") : reader.Amount("amount"),
            reader.Rule("fiscal_subsidy"))
        {
            Basis = reader.TextOrNull("basis"),
            FullCost = reader.Choice("full_cost", FullCostAmount.StatedFigure),
        };
        reader.Close();
        return subsidy;
    }

    private static AlreadyPaid? ReadAlreadyPaid(MapReader? reader)
    {
        if (reader is null) return null;
        var paid = new AlreadyPaid(reader.Enumeration<QuoteStatus>("answer"), reader.Rule("already_paid"))
        {
            LaterRecognition = reader.Choice("later_recognition", LaterRecognition.NoDifference),
            AssistedPayment = reader.EnumerationOrNull<AssistedPayment>("assisted_payment") ?? AssistedPayment.NotOffered,
            Unspecified = reader.SubjectCodes("unspecified"),
        };
        reader.Close();
        return paid;
    }

    private static Continuity? ReadContinuity(MapReader? reader)
    {
        if (reader is null) return null;
        var perYear = reader.ScalarOrNull("months_per_gap_year") is { Text: "unspecified" } ? (int?)null
            : reader.Number("months_per_gap_year", 0, 12);
        var continuity = new Continuity(reader.Number("fixed_wait_months", 1, 24), perYear, reader.Rule("continuity"))
        {
            FirstGapYear = reader.Choice("first_gap_year", FirstGapYear.OnTop),
            CountedFrom = reader.Choice("counted_from", WaitBase.Payment),
            OtherCircumstances = reader.Choice("other_circumstances", OtherCircumstances.Applies),
            WithWindowWait = reader.Choice("with_window_wait", TwoWaits.WindowRuleUnlessGap),
        };
        reader.Close();
        return continuity;
    }

    private static Addon ReadAddon(MapReader reader)
    {
        var price = reader.ScalarOrNull("price") is { Text: "unspecified" } ? null : reader.AmountOrNull("price");
        var addon = new Addon(reader.Text("code"), ReadName(reader.Map("name")), price, reader.Rule("addon")) { Term = reader.TextOrNull("term"),
            Excludes = reader.Texts("excludes") };
        reader.Close();
        return addon;
    }
}

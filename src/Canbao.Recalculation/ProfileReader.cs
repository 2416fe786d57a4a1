using System.Text;
using System.Text.Unicode;
using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation;

/// <summary>Makes a profile, with the policy that it asks for, out of the fields of a row, and tells which fields cannot be read.</summary>
internal sealed class ProfileReader(ColumnLayout layout)
{
    public const string TextExpected = "expected text in the encoding of the file, which --encoding can name";

    private readonly List<InputProblem> _problems = [];
    private CsvRow _row = new(0);

    public ProfileReader(Dictionary<string, int> places)
        : this(ColumnLayout.At(places))
    {
    }

    /// <summary>A field that cannot be read has its problem and, in the profile, no value.</summary>
    public KnownProfile Read(CsvRow row)
    {
        _row = row;
        _problems.Clear();
        var (region, year, revision) = (Text(ResidentFields.Region), Number(ResidentFields.BenefitYear), Number(ResidentFields.PolicyRevision));
        var profile = new Profile { Tier = Tier(region, year, revision) };
        foreach (var field in ResidentFields.OfProfile)
            profile = field switch
            {
                FlagField flag when Flag(flag.Name) is { } value => profile.With(flag.Flag, value),
                YearsField years when Number(years.Name) is not 0 and var number => years.With(profile, number),
                CircumstanceField => profile with { Circumstance = Circumstance() },
                CodesField { Name: ResidentFields.Identities } identities => identities.With(profile, Identities(identities.Most)),
                CodesField codes => codes.With(profile, [.. Codes(codes.Name, codes.Most)]),
                _ => profile,
            };
        return new KnownProfile(new WantedProfile(region, year, revision, profile), [.. _problems]);
    }

    private string Tier(string region, int year, int revision)
    {
        var text = Text(ResidentFields.Tier);
        return layout.Names?.Tier(text, region, year, revision) ?? text;
    }

    private ValueList<string> Identities(int most)
    {
        string[] words = [.. Codes(ResidentFields.Identities, most)];
        if (layout.Names is not { } names) return [.. words];
        string[] codes = [.. words.Select(names.Identity)];
        for (var i = 1; i < codes.Length; i++)
            if (Array.IndexOf(codes, codes[i], 0, i) is >= 0 and var first && words[first] != words[i])
                _problems.Add(new(RejectCodes.IdentityTwice, $"{ResidentFields.Identities}[{i}]",
                    $"'{Shown.Text(words[first])}' and '{Shown.Text(words[i])}' are one identity, {codes[i]}; give it once"));
        return [.. codes];
    }

    private Circumstance Circumstance()
    {
        var text = Text(ResidentFields.Circumstance);
        if (text.Length == 0) return Policies.Circumstance.None;
        return CircumstanceNames.TryParse(text, out var value) ? value : Bad<Circumstance>(ResidentFields.Circumstance);
    }

    private bool? Flag(string column)
    {
        var text = Text(column);
        return text.Length == 0 ? null : FieldText.Flag(text) ?? Bad<bool?>(column);
    }

    private int Number(string column)
    {
        var text = Text(column);
        if (text.Length == 0) return 0;
        return FieldText.TryNumber(text, out var value) ? value : Bad<int>(column);
    }

    /// <summary>What the field means; its default where that is nothing.</summary>
    private string Text(string column)
    {
        var text = Field(column);
        if (layout.Mapping.ValuesOf(column) is { } values) text = values.GetValueOrDefault(text, text);
        return text.Length > 0 ? text : layout.Mapping.DefaultOf(column);
    }

    /// <summary>
    /// A field that means something as a whole is not taken apart: some names hold the separator. One more than are allowed at the most: enough
    /// to be refused.
    /// </summary>
    private IEnumerable<string> Codes(string column, int most)
    {
        var (text, values) = (Field(column), layout.Mapping.ValuesOf(column));
        var isWhole = values?.ContainsKey(text) == true || (column == ResidentFields.Identities && layout.Names?.IsIdentity(text) == true);
        var parts = isWhole ? [text] : Split(text, layout.Mapping.Separator, most);
        var codes = parts.SelectMany(part => values?.GetValueOrDefault(part) is { } meant ? OwnCodes(meant) : [part]).Take(most + 1).ToArray();
        return codes.Length > 0 ? codes : OwnCodes(layout.Mapping.DefaultOf(column));

        string[] OwnCodes(string codes) => Split(codes, ResidentFields.Separator.ToString(), most);
    }

    private static string[] Split(string text, string separator, int most)
    {
        var parts = text.Split(separator, most + 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > most ? parts[..(most + 1)] : parts;
    }

    private string Field(string column)
    {
        var field = layout.FieldOf(_row, column);
        if (Utf8.IsValid(field)) return FieldText.Plain(Encoding.UTF8.GetString(field));
        _problems.Add(new(RejectCodes.TextDamaged, column, TextExpected));
        return "";
    }

    private T? Bad<T>(string column)
    {
        _problems.Add(new(RejectCodes.ValueUnreadable, column, $"expected {ColumnValues.Allowed(column)}"));
        return default;
    }
}

using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>What a mapping file says about the columns of a file of residents: names, values, defaults and what is carried along.</summary>
internal sealed record ColumnMapping
{
    // Before None, which is made of it.
    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>Nothing is mapped: our names and the built-in Chinese headers are understood.</summary>
    public static readonly ColumnMapping None = new();

    /// <summary>Our column and its header in the file.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = Empty;

    /// <summary>Our column and, for a text of the file, ours.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Our column and the text that stands for an empty field.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = Empty;

    /// <summary>Between the codes of one field.</summary>
    public string Separator { get; init; } = ResidentFields.Separator.ToString();

    /// <summary>Headers to carry along; not those of <see cref="PassesAll"/>.</summary>
    public ValueList<string> PassThrough { get; init; } = [];

    /// <summary>Whether all columns that are none of ours are carried along.</summary>
    public bool PassesAll { get; init; }

    /// <summary>Columns of ours that may stand there and are not read.</summary>
    public ValueList<string> Ignored { get; init; } = [];

    /// <summary>What tells it from others: SHA-256 of the file, lower-case hexadecimal, and what was said beside it; empty for none.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Throws with all that is wrong with the file, each with its path in the JSON.</summary>
    public static ColumnMapping Load(string path) => new MappingReader(path).Read();

    /// <summary>The same with another column of ids.</summary>
    public ColumnMapping WithIds(string header) => this with
    {
        Columns = new Dictionary<string, string>(Columns) { [ResidentFields.Id] = header }, Digest = $"{Digest} id={header}",
    };

    /// <summary>The same with other columns that are carried along; "all" for all that are none of ours.</summary>
    public ColumnMapping Passing(IReadOnlyList<string> headers) =>
        headers is ["all"] ? this with { PassesAll = true, PassThrough = [] } : this with { PassesAll = false, PassThrough = [.. headers] };

    /// <summary>Nothing if there is none.</summary>
    public string DefaultOf(string column) => Defaults.GetValueOrDefault(column, "");

    /// <summary>Codes that a mapping gives and no policy or code list knows, each with its place: each row would be refused for them.</summary>
    public IEnumerable<string> UnknownCodes(PolicyBook book)
    {
        var standards = book.Policies.SelectMany(policy => policy.Standards).ToArray();
        return
        [
            .. Unknown(ResidentFields.Identities, new CodeNames(book).KnowsIdentity, "no identity; canbao policies identities names them"),
            .. Unknown(ResidentFields.Tier, tier => standards.Any(standard => standard.Tier == tier || FieldText.Plain(standard.Name.Zh) == tier),
                "no tier of any policy; canbao policies show names them"),
        ];
    }

    private IEnumerable<string> Unknown(string column, Func<string, bool> isKnown, string what)
    {
        var given = (ValuesOf(column) ?? Empty).Select(pair => (Place: $"values.{column}[\"{Shown.Text(pair.Key)}\"]", Codes: pair.Value))
            .Append(($"defaults.{column}", DefaultOf(column)));
        foreach (var (place, codes) in given)
            foreach (var code in codes.Split(ResidentFields.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                if (!isKnown(code)) yield return $"{place}: '{Shown.Text(code)}' is {what}";
    }

    /// <summary>Null if the texts of the file mean what they say.</summary>
    public IReadOnlyDictionary<string, string>? ValuesOf(string column) => Values.GetValueOrDefault(column);

    /// <summary>
    /// Decides about every column of a header; the row must have room for <see cref="ColumnLayout.MaxColumns"/>. Throws with all that is
    /// wrong.
    /// </summary>
    public ColumnLayout LayoutOf(CsvRow header, CodeNames? names = null)
    {
        if (header.Problem is { } problem) throw new InvalidDataException($"the header is not a CSV row: {problem}");
        HeaderReader.CheckCount(header.Count);
        return LayoutOf([.. Enumerable.Range(0, header.Count).Select(header.Text)], names);
    }

    /// <summary>As above, for headers that are text already.</summary>
    public ColumnLayout LayoutOf(ValueList<string> headers, CodeNames? names = null) => new HeaderReader(this, headers).Read(names);
}

using System.Globalization;
using Canbao.Policies;

namespace Canbao.Documents.WorkedCases;

/// <summary>
/// A field of an answer that a case may state. Both sides become text of one form, so that they can be compared and shown.
/// </summary>
/// <param name="Name">The key in a case: the contract's name, amounts without the unit.</param>
/// <param name="Expected">Reads what the case states; null if that cannot be read, which is then reported.</param>
/// <param name="Actual">What the answer says.</param>
internal sealed record AnswerField(string Name, Func<MapReader, string, string?> Expected, Func<Quote, string> Actual)
{
    /// <summary>How a case says that a value is absent: unspecified by the notice, or not applicable.</summary>
    public const string NotStated = "not_stated";

    public static AnswerField OfYuan(string name, Func<Quote, long?> of) =>
        new(name, (r, key) => Absent(r, key) ?? (r.ResultOrNull(key) is { } fen ? Yuan.Format(fen) : null),
            q => of(q) is { } fen ? Yuan.Format(fen) : NotStated);

    public static AnswerField OfDate(string name, Func<Quote, DateOnly?> of) =>
        new(name, (r, key) => Absent(r, key) ?? (r.DateOrNull(key) is { } day ? Day(day) : null), q => of(q) is { } day ? Day(day) : NotStated);

    public static AnswerField OfNumber(string name, Func<Quote, int?> of) =>
        new(name, (r, key) => Absent(r, key) ?? (r.NumberOrNull(key, 0, 9999) is { } n ? Digits(n) : null),
            q => of(q) is { } n ? Digits(n) : NotStated);

    public static AnswerField OfFlag(string name, Func<Quote, bool?> of) =>
        new(name, (r, key) => Absent(r, key) ?? (r.FlagOrNull(key) is { } flag ? YesOrNo(flag) : null),
            q => of(q) is { } flag ? YesOrNo(flag) : NotStated);

    public static AnswerField OfEnumeration<T>(string name, Func<Quote, T> of) where T : struct, Enum =>
        new(name, (r, key) => r.EnumerationOrNull<T>(key) is { } value ? SnakeCase.Of(value) : null, q => SnakeCase.Of(of(q)));

    /// <summary>A code, which <paramref name="check"/> reports if no list has it.</summary>
    public static AnswerField OfCode(string name, Action<MapReader, ScalarNode> check, Func<Quote, string?> of) =>
        new(name, (r, key) => Absent(r, key) ?? Code(r, key, check), q => of(q) ?? NotStated);

    /// <summary>A set of codes; its order does not matter.</summary>
    public static AnswerField OfSet(string name, Action<MapReader, ScalarNode> check, Func<Quote, IEnumerable<string>> of) =>
        new(name, (r, key) => Set(Codes(r, key, check)), q => Set(of(q)));

    /// <summary>Amounts by code, in their order: {resident: 80, fiscal_subsidy: 670}.</summary>
    public static AnswerField OfAmounts(string name, Action<MapReader, ScalarNode> check, Func<Quote, IEnumerable<(string Code, long Fen)>> of) =>
        new(name, (r, key) => r.Map(key) is { } map ? Amounts(map, check) : null,
            q => Lines(of(q).Select(line => $"{line.Code}: {Yuan.Format(line.Fen)}")));

    private static string? Absent(MapReader reader, string key) => reader.Node(key) is ScalarNode { Text: NotStated } ? NotStated : null;

    private static string? Code(MapReader reader, string key, Action<MapReader, ScalarNode> check)
    {
        if (reader.ScalarOrNull(key) is not { } code) return null;
        check(reader, code);
        return code.Text;
    }

    private static IEnumerable<string> Codes(MapReader reader, string key, Action<MapReader, ScalarNode> check)
    {
        var codes = reader.Scalars(key);
        foreach (var code in codes) check(reader, code);
        return codes.Select(c => c.Text);
    }

    private static string Amounts(MapReader map, Action<MapReader, ScalarNode> check)
    {
        foreach (var code in map.Keys) check(map, new ScalarNode(code, map.Position));
        return Lines([.. map.Keys.Select(code => $"{code}: {Yuan.Format(map.ResultOrNull(code) ?? 0)}")]);
    }

    private static string Set(IEnumerable<string> codes) => $"[{string.Join(", ", codes.Order(StringComparer.Ordinal))}]";

    private static string Lines(IEnumerable<string> lines) => $"{{{string.Join(", ", lines)}}}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string YesOrNo(bool flag) => flag ? "yes" : "no";
}

using System.Globalization;

namespace Canbao.Recalculation.Settlement;

/// <summary>One field of a sheet: text, a number of residents, an amount in fen, or nothing. Nothing is no 0.</summary>
public readonly record struct SheetValue
{
    private readonly string? _text;
    private readonly long _number;
    private readonly Kind _kind;

    private SheetValue(Kind kind, string? text = null, long number = 0) => (_kind, _text, _number) = (kind, text, number);

    private enum Kind
    {
        Nothing,
        Text,
        Count,
        Fen,
        Number,
    }

    public static SheetValue Nothing => default;

    public bool IsNumber => _kind is not (Kind.Nothing or Kind.Text);

    public static SheetValue Text(string text) => new(Kind.Text, text);

    public static SheetValue Count(long residents) => new(Kind.Count, number: residents);

    /// <summary>Shown in yuan.</summary>
    public static SheetValue Fen(long fen) => new(Kind.Fen, number: fen);

    /// <summary>A year, or a number that is shown digit by digit.</summary>
    public static SheetValue Number(long number) => new(Kind.Number, number: number);

    /// <summary>The sum of who has the amount; nothing where nobody has.</summary>
    public static SheetValue Sum(Tally tally) => tally.Residents == 0 ? Nothing : Fen(tally.Fen);

    /// <summary>As a field of a CSV row: numbers plain, text safe for spreadsheet programs.</summary>
    public string Csv() => _kind switch
    {
        Kind.Nothing => "",
        Kind.Text => SpreadsheetText.Field(_text!),
        Kind.Fen => ExactYuan.Of(_number),
        _ => _number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>For a reader: thousands apart, a dash for nothing.</summary>
    public string Shown() => _kind switch
    {
        Kind.Nothing => "–",
        Kind.Text => _text!,
        Kind.Count => FigureText.Number(_number),
        Kind.Fen => FigureText.Money(_number),
        _ => _number.ToString(CultureInfo.InvariantCulture),
    };
}

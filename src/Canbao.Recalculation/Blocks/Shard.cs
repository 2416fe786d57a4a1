using System.Globalization;

namespace Canbao.Recalculation.Blocks;

/// <summary>One of several shares of an input that follow each other, for machines that work side by side.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">How many shares there are.</param>
internal sealed record Shard(int Number, int Count)
{
    public const int MaxCount = 10_000;

    public static string Allowed { get; } = $"i/n with 1 <= i <= n <= {MaxCount}, such as 3/8";

    /// <summary>What the name of a file has behind it when it is a shard's.</summary>
    public string Suffix => $".shard-{Number}-of-{Count}";

    /// <summary>Reads i/n; null for what is no shard.</summary>
    public static Shard? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !TryNumber(text[..slash], out var number) || !TryNumber(text[(slash + 1)..], out var count)) return null;
        return number >= 1 && number <= count && count <= MaxCount ? new(number, count) : null;
    }

    /// <summary>As it is given on the command line.</summary>
    public override string ToString() => $"{Number}/{Count}";

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

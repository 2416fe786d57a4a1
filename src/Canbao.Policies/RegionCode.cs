namespace Canbao.Policies;

/// <summary>Administrative division codes: 6 digits for a county, up to 12 for a village.</summary>
public static class RegionCode
{
    public const string Allowed = "a region code of 6 to 12 digits";

    public static bool IsValid(string code) => code.Length is >= 6 and <= 12 && code.All(char.IsAsciiDigit);

    /// <summary>The code itself, then its township, county, city and province: where a policy may be found, nearest first.</summary>
    public static IEnumerable<string> Widening(string code)
    {
        yield return code;
        if (code.Length > 9) yield return code[..9];
        if (code.Length > 6) yield return code[..6];
        yield return string.Concat(code.AsSpan(0, 4), "00");
        yield return string.Concat(code.AsSpan(0, 2), "0000");
    }
}

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>The ways to prove who one is: libpq's words, and the library's.</summary>
internal static class RequiredMethods
{
    private static readonly (string Word, string Ours)[] Methods =
    [
        ("password", "Password"), ("md5", "MD5"), ("gss", "GSS"), ("sspi", "SSPI"), ("scram-sha-256", "ScramSHA256"), ("none", "None"),
    ];

    public static string Expected => $"{string.Join(", ", Methods.Select(method => method.Word))}, with commas between them; all or none with ! before it";

    /// <summary>Null for what is no such list.</summary>
    public static string? Translated(string value)
    {
        var words = value.Split(',', StringSplitOptions.TrimEntries);
        var isNegative = words[0].StartsWith('!');
        var found = new List<string>();
        foreach (var word in words)
        {
            var place = Array.FindIndex(Methods, method => method.Word == word[(isNegative && word.Length > 0 ? 1 : 0)..]);
            if (word.StartsWith('!') != isNegative || place < 0) return null;
            found.Add((isNegative ? "!" : "") + Methods[place].Ours);
        }
        return string.Join(',', found.Distinct());
    }
}

using System.Text.RegularExpressions;

namespace Canbao.Cli.Commands;

/// <summary>Messages of the command line library in words for people who do not program.</summary>
internal static partial class Plain
{
    public static string Text(string message) => TypeName().Replace(message, match => match.Groups[1].Value switch
    {
        "Boolean" => "; expected true or false",
        "Int32" or "Int64" or "UInt64" => "; expected a whole number",
        var other => $"; expected {other}",
    });

    [GeneratedRegex(@" as expected type '(?:System\.(?:Nullable`1\[)?(?:System\.)?)?(\w+)\]?'")]
    private static partial Regex TypeName();
}

using System.Text.RegularExpressions;

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>Settings for the server's process that a user gives. Those that a session of ours makes itself are not the user's to give.</summary>
internal static partial class ServerOptions
{
    public static string Expected => $"-c name=value or --name=value, and none of {string.Join(", ", SessionSettings.Names)}";

    public static bool AreAllowed(string options) => Form().IsMatch(options)
        && Name().Matches(options).Select(match => match.Groups[1].Value.Replace('-', '_'))
            .All(name => !SessionSettings.Names.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Blanks within a value stand behind backslashes.</summary>
    [GeneratedRegex(@"^\s*((-c\s*|--)[\w.-]+=(\\.|[^\s\\])*(\s+|$))+$", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(@"(?:^|(?<!\\)\s)(?:-c\s*|--)([\w.-]+)=", RegexOptions.Singleline)]
    private static partial Regex Name();
}

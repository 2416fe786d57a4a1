using System.Text.RegularExpressions;

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>Settings for the server's process that a user gives.</summary>
internal static partial class ServerOptions
{
    public static string Expected => "-c name=value or --name=value";

    public static bool AreAllowed(string options) => Form().IsMatch(options);

    /// <summary>Blanks within a value stand behind backslashes.</summary>
    [GeneratedRegex(@"^\s*((-c\s*|--)[\w.-]+=(\\.|[^\s\\])*(\s+|$))+$", RegexOptions.Singleline)]
    private static partial Regex Form();
}

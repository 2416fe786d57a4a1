using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Commands;

/// <summary>How a policy is named on the command line.</summary>
internal static partial class PolicyName
{
    /// <summary>For the help.</summary>
    public const string Allowed = "Region/year, or region/year@revision if it is not the newest.";

    /// <summary>The policy of that name, or a sentence that says what is wrong with it.</summary>
    public static string? Find(string name, PolicyBook book, out Policy? policy)
    {
        policy = null;
        var match = Form().Match(name);
        if (!match.Success) return $"'{Shown.Text(name)}' does not name a policy; expected region/year or region/year@revision";
        policy = book.FindPolicy(match.Groups["region"].Value, Number(match.Groups["year"]), Number(match.Groups["revision"]), out var lookup);
        return policy is null ? $"{lookup.Problem.Field}: {lookup.Problem.Message}" : null;
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?<region>[^/@]+)/(?<year>[0-9]{1,4})(@(?<revision>[0-9]{1,6}))?\z")]
    private static partial Regex Form();
}

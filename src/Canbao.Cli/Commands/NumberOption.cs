using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Canbao.Policies;

namespace Canbao.Cli.Commands;

/// <summary>Options that take a whole number. What is none, or too small or too large, is told in one sentence with what is allowed.</summary>
internal static class NumberOption
{
    /// <param name="usual">What holds if the option is not given.</param>
    public static Option<T> Of<T>(string name, string description, T least, T most, T usual, string help = "N") where T : struct, IBinaryInteger<T> =>
        new(name)
        {
            Description = description, HelpName = help, DefaultValueFactory = _ => usual, CustomParser = result => Parse(result, name, least, most) ?? usual,
        };

    /// <summary>One that must be given.</summary>
    public static Option<T> Required<T>(string name, string description, T least, T most, string help = "N") where T : struct, IBinaryInteger<T> =>
        new(name) { Description = description, HelpName = help, Required = true, CustomParser = result => Parse(result, name, least, most) ?? least };

    /// <summary>One without which something else holds; null then.</summary>
    public static Option<T?> Optional<T>(string name, string description, T least, T most, string help = "N") where T : struct, IBinaryInteger<T> =>
        new(name) { Description = description, HelpName = help, CustomParser = result => Parse(result, name, least, most) };

    /// <summary>Digits as on every keyboard: another alphabet's may have come from elsewhere, and may mean something else.</summary>
    private static T? Parse<T>(ArgumentResult result, string name, T least, T most) where T : struct, IBinaryInteger<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        result.AddError($"{name}: '{Shown.Text(text)}' is not allowed; expected a whole number from {least} to {most}");
        return null;
    }
}

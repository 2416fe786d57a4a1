using System.CommandLine;

namespace Canbao.Cli.Commands;

/// <summary>How many residents to invent, and which.</summary>
internal static class ResidentOptions
{
    private const long MaxResidents = 1_000_000_000;

    public static Option<long> Residents() => new("--residents")
    {
        Description = "How many residents to invent.", HelpName = "N", DefaultValueFactory = _ => 1_000_000,
    };

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Another seed invents other residents.", HelpName = "S", DefaultValueFactory = _ => 1,
    };

    /// <summary>What is wrong with the number, if anything is.</summary>
    public static string? Check(long residents) => residents is >= 1 and <= MaxResidents ? null
        : $"--residents: {residents} is not allowed; expected 1 to {MaxResidents}";
}

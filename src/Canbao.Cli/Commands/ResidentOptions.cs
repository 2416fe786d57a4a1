using System.CommandLine;

namespace Canbao.Cli.Commands;

/// <summary>How many residents to invent, and which.</summary>
internal static class ResidentOptions
{
    public static Option<long> Residents() => NumberOption.Of("--residents", "How many residents to invent.", 1L, 1_000_000_000L, 1_000_000L);

    public static Option<ulong> Seed() => NumberOption.Of("--seed", "Another seed invents other residents.", 0UL, ulong.MaxValue, 1UL, "S");
}

using System.CommandLine;

namespace Canbao.Cli.Commands;

/// <summary>All commands.</summary>
internal static class AllCommands
{
    private const string What = "Canbao (参保): what a resident pays for China's resident medical insurance, who pays the rest, when cover starts, "
        + "and which clause says so.";

    public static RootCommand Root() => new(What)
    {
        DemoCommand.Create(),
        QuoteCommand.Create(),
        VerifyCommand.Create(),
        CalendarCommand.Create(),
        PoliciesCommand.Create(),
        NoticeCommand.Create(),
        GenerateCommand.Create(),
        RecalculateCommand.Create(),
        MergeCommand.Create(),
        CompareCommand.Create(),
        ReadingsCommand.Create(),
        ServeCommand.Create(),
        HealthCommand.Create(),
        LauncherCommands.LoadTest(),
        LauncherCommands.Bench(),
    };
}

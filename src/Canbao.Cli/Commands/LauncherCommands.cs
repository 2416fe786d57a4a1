using System.CommandLine;

namespace Canbao.Cli.Commands;

/// <summary>
/// canbao loadtest and canbao bench: programs of their own, which the launcher in the repository builds and runs before this program is
/// asked. Here they are only named, for the help.
/// </summary>
internal static class LauncherCommands
{
    public static Command LoadTest() => Create("loadtest", "Load the service and measure it: rate, latencies, CPU and memory.", "SCENARIO");

    public static Command Bench() => Create("bench", "Run the benchmarks of what happens in one process.", "FILTER");

    private static Command Create(string name, string what, string argument)
    {
        var arguments = new Argument<string[]>(argument) { Description = "As the program itself explains.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, Examples.Describe(name, $"{what} Run by ./canbao in the repository only.")) { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ => Fail.Usage($"{name} is a program of its own: run ./canbao {name} in the repository, which builds it"));
        return command;
    }
}

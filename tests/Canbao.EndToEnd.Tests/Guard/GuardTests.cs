using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Guard;

/// <summary>tests/guard.sh, under which every project of tests runs: nothing that a test has started outlives it.</summary>
public class GuardTests
{
    private static readonly string Script = Path.Combine(RepositoryFolder.Root, "tests", "guard.sh");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("sleep 1 & exit 0", 0)]
    [InlineData("tests/guard.sh sleep 0.1", 0)]
    public async Task Command_ThatLeavesNothing_KeepsItsExitCode(string command, int exitCode) =>
        Assert.Equal(new Child.Result(exitCode, "", ""), await RunAsync(command));

    [Theory]
    [InlineData("sleep 600 & exit 0")]
    [InlineData("setsid nohup sleep 600 >/dev/null 2>&1 & exit 0")]
    [InlineData("(trap '' HUP INT TERM; exec sleep 600) & exit 7")]
    [InlineData("sleep 600 & kill -KILL $$")]
    [InlineData("tests/guard.sh sleep 600 & disown; exit 0")]
    public async Task WhatIsLeftBehind_IsNamedAndEnded_AndFails(string command)
    {
        var result = await RunAsync(command);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        var left = Regex.Match(result.Errors, @"left behind: (\d+) sleep 600 ");
        Assert.True(left.Success, result.Errors);
        Assert.False(IsAlive(left.Groups[1].Value));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public async Task Signal_EndsTheCommandWithAllThatItHasStarted(string signal, int exitCode)
    {
        using var guard = Child.Start(Command("setsid sleep 600 & echo $!; sleep 600"));
        var left = await guard.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        await Launcher.Launcher.SignalAsync(guard.Id, signal);
        await guard.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(exitCode, guard.ExitCode);
        Assert.False(IsAlive(left!));
    }

    /// <summary>As in the background of a script.</summary>
    [Fact]
    public async Task Signals_HaveTheirUsualEffect_AlsoWhereTheyAreIgnored()
    {
        const string Ignored = "grep SigIgn /proc/self/status";
        var direct = await Child.SucceedAsync("/bin/bash", "-c", $"trap '' HUP INT QUIT TERM; {Ignored}");
        Assert.Equal(0x4007, IgnoredIn(direct));
        var guarded = await Child.SucceedAsync("/bin/bash", "-c", $"trap '' HUP INT QUIT TERM; exec {Script} {Ignored}");
        Assert.Equal(0, IgnoredIn(guarded));
        Assert.Equal(0, IgnoredIn(await Child.SucceedAsync("grep", "SigIgn", "/proc/self/status")));
    }

    /// <summary>Of the signals that end a program: HUP, INT, QUIT, PIPE and TERM.</summary>
    private static long IgnoredIn(string line) =>
        long.Parse(line.Split('\t')[1].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0x5007;

    /// <summary>A process that has ended may be there until somebody asks how.</summary>
    private static bool IsAlive(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static Task<Child.Result> RunAsync(string command) => Child.RunAsync(Command(command));

    private static System.Diagnostics.ProcessStartInfo Command(string command) => Child.Command(Script, "/bin/bash", "-c", command);
}

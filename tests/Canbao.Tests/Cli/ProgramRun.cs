using System.Diagnostics;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.Tests.Cli;

/// <summary>The program in a process of its own, as a shell without a terminal calls it.</summary>
internal static class ProgramRun
{
    /// <summary>The arguments stand apart by single spaces.</summary>
    public static (int ExitCode, string Output, string Error) Of(string arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>The most memory that it had, in bytes, when it has ended; and its processor time. Its output must be read meanwhile.</summary>
    public static (long Peak, TimeSpan Used) CostOf(Process process)
    {
        var cost = (Peak: 0L, Used: TimeSpan.Zero);
        while (!process.WaitForExit(20))
        {
            try
            {
                process.Refresh();
                cost = (Math.Max(cost.Peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It has ended at this moment.
            }
        }
        return cost;
    }

    /// <summary>Its output and its errors are to be read.</summary>
    public static Process Start(string arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Split(' ').Prepend(Path.Combine(AppContext.BaseDirectory, "canbao.dll"))) start.ArgumentList.Add(argument);
        start.Environment["CANBAO_POLICIES"] = TestPolicies.Folder;
        return Child.Start(start);
    }
}

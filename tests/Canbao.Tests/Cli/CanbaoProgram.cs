using System.Diagnostics;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.Tests.Cli;

/// <summary>The program in a process of its own, under a folder of policies.</summary>
internal static class CanbaoProgram
{
    public static (int ExitCode, string Output, string Error) Run(string policies, string arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Split(' ').Prepend(Path.Combine(AppContext.BaseDirectory, "canbao.dll"))) start.ArgumentList.Add(argument);
        start.Environment["CANBAO_POLICIES"] = policies;
        using var process = Child.Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

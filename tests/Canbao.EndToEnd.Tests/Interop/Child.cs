using System.Diagnostics;

namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>Runs a program to its end and shows what it printed if it failed.</summary>
internal static class Child
{
    internal sealed record Result(int ExitCode, string Output, string Errors);

    internal static ProcessStartInfo Command(string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = RepositoryFolder.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
    };

    /// <summary>A program that is not there or does not come to its end is a failure too.</summary>
    internal static async Task<Result> RunAsync(ProcessStartInfo command, int timeoutSeconds = 60)
    {
        using var process = Process.Start(command)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(timeoutSeconds));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{command.FileName} did not end within {timeoutSeconds} s:\n{await output}{await errors}");
        }
        return new Result(process.ExitCode, await output, await errors);
    }

    internal static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        var command = Command(program, arguments);
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var result = await RunAsync(command);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}\n{result.Output}{result.Errors}");
        return result.Output;
    }
}

using System.Diagnostics;
using System.Text;

namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>Runs a program to its end and shows what it printed if it failed.</summary>
internal static class Child
{
    internal sealed record Result(int ExitCode, string Output, string Errors);

    internal static ProcessStartInfo Command(string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = RepositoryFolder.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
    };

    /// <summary>A program that is not there, does not come to its end, or leaves one behind that holds its output, is a failure too.</summary>
    internal static async Task<Result> RunAsync(ProcessStartInfo command, int timeoutSeconds = 60)
    {
        using var process = Process.Start(command)!;
        process.StandardInput.Close();
        var (output, errors) = (new Printed(process.StandardOutput), new Printed(process.StandardError));
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), output.End, errors.End).WaitAsync(TimeSpan.FromSeconds(timeoutSeconds));
        }
        catch (TimeoutException)
        {
            var what = process.HasExited ? "left a process behind that holds its output" : "did not end";
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{command.FileName} {what} within {timeoutSeconds} s:\n{output}{errors}");
        }
        return new Result(process.ExitCode, output.ToString(), errors.ToString());
    }

    internal static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        var command = Command(program, arguments);
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var result = await RunAsync(command);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}\n{result.Output}{result.Errors}");
        return result.Output;
    }

    /// <summary>What a program has printed so far.</summary>
    private sealed class Printed
    {
        private readonly StringBuilder _text = new();

        internal Printed(StreamReader reader) => End = ReadAsync(reader);

        internal Task End { get; }

        public override string ToString()
        {
            lock (_text) return _text.ToString();
        }

        private async Task ReadAsync(StreamReader reader)
        {
            var buffer = new char[4096];
            while (await reader.ReadAsync(buffer) is var read and > 0)
                lock (_text) _text.Append(buffer, 0, read);
        }
    }
}

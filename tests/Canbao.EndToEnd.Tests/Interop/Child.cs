using System.Diagnostics;
using System.Text;

namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>Every program that a test starts is started here, as a user would from a terminal, however the tests were started.</summary>
internal static class Child
{
    // Tests that run in the background ignore Ctrl-C, and what they start would ignore it too. The program takes the place of env.
    private const string Signals = "/usr/bin/env", UsualSignals = "--default-signal=HUP,INT,QUIT,PIPE,TERM";

    internal sealed record Result(int ExitCode, string Output, string Errors);

    internal static ProcessStartInfo Command(string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = RepositoryFolder.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
    };

    /// <summary>
    /// Starts a program, and kills it with all that it has started if it is still there when this is disposed. Its input is empty if nobody
    /// wants to write it.
    /// </summary>
    internal static Process Start(ProcessStartInfo command)
    {
        var isSilent = !command.RedirectStandardInput;
        command.RedirectStandardInput = true;
        if (command.FileName != Signals)
        {
            foreach (var argument in (string[])[command.FileName, "--", UsualSignals]) command.ArgumentList.Insert(0, argument);
            command.FileName = Signals;
        }
        var process = new KilledProcess { StartInfo = command };
        process.Start();
        if (isSilent) process.StandardInput.Close();
        return process;
    }

    /// <summary>
    /// Runs a program to its end. One that is not there, does not come to its end, or leaves one behind that holds its output, is a
    /// failure too.
    /// </summary>
    internal static async Task<Result> RunAsync(ProcessStartInfo command, int timeoutSeconds = 60)
    {
        using var process = Start(command);
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
            Assert.Fail($"{string.Join(' ', command.ArgumentList.Skip(2))} {what} within {timeoutSeconds} s:\n{output}{errors}");
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

    /// <summary>A test that fails leaves its blocks, and so what it has started.</summary>
    private sealed class KilledProcess : Process
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing && !HasExited) Kill(entireProcessTree: true);
            base.Dispose(disposing);
        }
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

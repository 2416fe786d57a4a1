using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Canbao.Documents;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Generation;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>A folder with a file of generated residents, some of whom cannot be answered, and processes that calculate it.</summary>
internal sealed class Job : IDisposable
{
    /// <summary>All answered; some rejected.</summary>
    internal const int Rejected = 3;

    private static readonly ResidentGenerator Generator = ResidentGenerator.For(PolicyFolder.LoadBook(RepositoryFolder.Policies), seed: 11);

    private readonly int _partRows;

    private Job(string folder, int partRows) => (Folder, _partRows) = (folder, partRows);

    internal string Folder { get; }

    internal string Input => Path.Combine(Folder, "residents.csv");

    internal static async Task<Job> CreateAsync(int residents, int partRows)
    {
        await Launcher.Launcher.PrepareAsync();
        var job = new Job(Directory.CreateTempSubdirectory("canbao-job-").FullName, partRows);
        using var text = new MemoryStream();
        ResidentFile.Write(text, Generator, residents, _ => { }, default);
        var lines = Encoding.UTF8.GetString(text.ToArray()).Split('\n')[..^1];
        for (var i = 500; i < lines.Length; i += 97)
            lines[i] = (i % 3) switch { 0 => "\"" + lines[i], 1 => lines[i] + ",", _ => lines[i].Replace(",20", ",2x", StringComparison.Ordinal) };
        File.WriteAllText(job.Input, string.Join('\n', lines) + "\n");
        return job;
    }

    internal string PathOf(string name) => Path.Combine(Folder, name);

    internal ProcessStartInfo Command(string output, params string[] more) => Child.Command(Launcher.Launcher.Script,
        ["recalculate", "--in", Input, "--out", PathOf(output), "--part-rows", _partRows.ToString(CultureInfo.InvariantCulture), .. more]);

    internal Task<Child.Result> RunAsync(string output, params string[] more) => Child.RunAsync(Command(output, more), timeoutSeconds: 120);

    internal Process Start(string output, params string[] more)
    {
        var command = Command(output, more);
        (command.RedirectStandardOutput, command.RedirectStandardError) = (false, false);
        command.ArgumentList.Add("--json");
        // What it prints is of no interest, and nobody reads it.
        return Child.Start(Quiet(command));
    }

    internal async Task FinishAsync(string output, params string[] more)
    {
        var result = await RunAsync(output, more);
        Assert.True(result.ExitCode == Rejected, $"{output} ended with {result.ExitCode}\n{result.Errors}");
    }

    internal bool IsFinished(string output) => File.Exists(PathOf(output + ".job.json"));

    internal bool IsBegun(string output) => Directory.Exists(PathOf(output + ".work"));

    /// <summary>How many parts are safe; 0 if none is.</summary>
    internal int Parts(string output)
    {
        if (!IsBegun(output)) return 0;
        try
        {
            var checkpoint = Directory.EnumerateFiles(PathOf(output + ".work"), "checkpoint.*.json").FirstOrDefault();
            return checkpoint is null ? 0 : (int)JsonNode.Parse(File.ReadAllBytes(checkpoint))!["part"]!;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>Waits until so many parts are safe, or the process has ended.</summary>
    internal async Task WaitForPartsAsync(Process process, string output, int parts)
    {
        while (!process.HasExited && !IsFinished(output) && Parts(output) < parts) await Task.Delay(2);
    }

    /// <summary>All files that a job leaves have the same bytes as another's; exactly: and nothing else is left.</summary>
    internal void AssertSame(string expected, string actual, bool exactly = true)
    {
        foreach (var suffix in new[] { "", ".rejects.csv", ".undetermined.csv" })
            Assert.True(File.ReadAllBytes(PathOf(expected + suffix)).AsSpan().SequenceEqual(File.ReadAllBytes(PathOf(actual + suffix))),
                $"{actual}{suffix} differs from {expected}{suffix}");
        Assert.Equal(Totals(expected), Totals(actual));
        if (!exactly) return;
        Assert.Equal([actual, actual + ".job.json", actual + ".rejects.csv", actual + ".sheets", actual + ".undetermined.csv"], Left(actual));
    }

    internal string Totals(string output) => JsonNode.Parse(File.ReadAllBytes(PathOf(output + ".job.json")))!["checkpoint"]!["totals"]!.ToJsonString();

    /// <summary>The names of all that is there of an output.</summary>
    internal IEnumerable<string> Left(string output) => Directory.EnumerateFileSystemEntries(Folder).Select(entry => Path.GetFileName(entry)!)
        .Where(entry => entry.StartsWith(output, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    internal void Remove(string output)
    {
        foreach (var name in Left(output).ToArray())
        {
            if (Directory.Exists(PathOf(name))) Directory.Delete(PathOf(name), recursive: true);
            else File.Delete(PathOf(name));
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static ProcessStartInfo Quiet(ProcessStartInfo command)
    {
        var quiet = Child.Command("/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", command.FileName);
        foreach (var argument in command.ArgumentList) quiet.ArgumentList.Add(argument);
        (quiet.RedirectStandardOutput, quiet.RedirectStandardError, quiet.RedirectStandardInput) = (false, false, false);
        return quiet;
    }
}

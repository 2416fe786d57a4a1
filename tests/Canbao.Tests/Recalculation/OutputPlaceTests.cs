using System.Net.Sockets;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Recalculation;
using Canbao.Tests.Cli;

namespace Canbao.Tests.Recalculation;

/// <summary>What stands where something is to be written stays what it is: only a file is ever put in the place of a file.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    private const string Rows = "id,region,benefit_year,payment_date,tier\nA,500230,2025,20241101,tier1\nB,500230,2025,20241101,tier9\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-places-").FullName;
    private Socket? _socket;

    public OutputPlaceTests() => File.WriteAllText(At("in.csv"), Rows);

    public void Dispose()
    {
        _socket?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static TheoryData<string, string, string> Writers
    {
        get
        {
            var writers = new TheoryData<string, string, string>();
            foreach (var kind in (string[])["pipe", "socket", "device", "folder"])
            {
                writers.Add(kind, "generate --residents 10 -o {place}", "{place}");
                writers.Add(kind, "quote --region 500230 --year 2025 --tier tier1 --date 2025-01-01 --receipt {place}", "{place}");
                writers.Add(kind, "recalculate --in {in} --out {out} --rejects {place}", "{place}");
                writers.Add(kind, "recalculate --in {in} --out {out} --report {place}", "{place}");
                writers.Add(kind, "recalculate --in {in} --out {out}", "{out}.job.json");
                writers.Add(kind, "recalculate --in {in} --out {out}", "{out}.undetermined.csv");
            }
            return writers;
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task WhatIsNoFile_IsRefused_AndStays(string kind, string command, string place)
    {
        // Only root makes devices.
        if (kind == "device" && !Environment.IsPrivilegedProcess) kind = "socket";
        place = place.Replace("{out}", At("q.csv"), StringComparison.Ordinal).Replace("{place}", At("x"), StringComparison.Ordinal);
        await MakeAsync(kind, place);
        var before = OutputPlace.KindOf(place);
        Assert.NotEqual(PlaceKind.File, before);
        var run = ProgramRun.Of(Filled(command, place));
        Assert.True(run.ExitCode == 2, $"{run.ExitCode}: {run.Error}");
        Assert.Contains($"'{place}' is a {(kind is "socket" ? "device, a socket" : kind)}", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, OutputPlace.KindOf(place));
        Assert.False(File.Exists(At("q.csv")), "answers were written");
    }

    [Fact]
    public void Link_IsFollowed()
    {
        Directory.CreateDirectory(At("elsewhere"));
        File.WriteAllText(At("elsewhere/target.csv"), "old");
        File.CreateSymbolicLink(At("q.csv"), "elsewhere/target.csv");
        Directory.CreateSymbolicLink(At("folder"), At("elsewhere"));
        Assert.Equal(3, ProgramRun.Of(Filled("recalculate --in {in} --out {out} --rejects {folder}/r.csv", "")).ExitCode);
        Assert.Equal("elsewhere/target.csv", new FileInfo(At("q.csv")).LinkTarget);
        Assert.StartsWith("id,region", File.ReadAllText(At("elsewhere/target.csv")), StringComparison.Ordinal);
        Assert.Equal(3, ProgramRun.Of(Filled("recalculate --in {in} --out {out} --rejects {folder}/r.csv", "")).ExitCode);
        Assert.Equal(["r.csv", "target.csv"], Directory.GetFileSystemEntries(At("elsewhere")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("--out {in}", "--in and --out are the same")]
    [InlineData("--out {link}", "--in and --out are the same file")]
    [InlineData("--out {out} --mapping {out}", "--mapping and --out are the same file")]
    [InlineData("--out {out} --report {out}.job.json", "--report and what says how the job has ended are the same file")]
    [InlineData("--out {out} --report {out}.undetermined.csv", "--report and the list of undetermined residents are the same file")]
    [InlineData("--out {out} --report {out}.sheets/by_fund.csv", "where the settlement goes; give it another place")]
    [InlineData("--out {out} --rejects {out}.work/r.csv", "where unfinished work goes; give it another place")]
    [InlineData("--out {out} --rejects {folder}/x --report {folder}/../x", "--rejects and --report are the same file")]
    public void SameFileTwice_IsRefused_BeforeAnythingIsWritten(string options, string says)
    {
        File.CreateSymbolicLink(At("link"), "in.csv");
        Directory.CreateSymbolicLink(At("folder"), ".");
        File.WriteAllText(At("q.csv"), "{}");
        var run = ProgramRun.Of(Filled($"recalculate --in {{in}} {options}", ""));
        Assert.True(run.ExitCode == 2, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(Rows, File.ReadAllText(At("in.csv")));
        Assert.Equal("{}", File.ReadAllText(At("q.csv")));
    }

    [Fact]
    public async Task Pipe_GetsTheAnswers()
    {
        await MakeAsync("pipe", At("pipe"));
        var reading = Task.Run(() => File.ReadAllText(At("pipe")));
        var run = ProgramRun.Of(Filled("recalculate --in {in} --out {pipe}", ""));
        Assert.True(run.ExitCode == 3, run.Error);
        Assert.Equal(AnswersInAFile(), await reading.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(PlaceKind.Pipe, OutputPlace.KindOf(At("pipe")));
        Assert.Equal(2, File.ReadLines(At("pipe.rejects.csv")).Count());
        Assert.True(File.Exists(At("pipe.sheets/by_status.csv")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder, "*.partial").Concat(Directory.GetFileSystemEntries(_folder, "*.work")));
    }

    [Fact]
    public void StandardOutput_GetsTheAnswers_AndNothingElse()
    {
        var run = ProgramRun.Of(Filled("recalculate --in {in} --out - --rejects {folder}.rejects.csv", ""));
        Assert.True(run.ExitCode == 3, run.Error);
        Assert.Equal(AnswersInAFile(), run.Output);
        Assert.Contains("2 residents: 1 answered, 1 rejected", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(At("folder.rejects.csv")).Count());
    }

    [Theory]
    [InlineData("--out -", "--rejects must name a file, so that no row is lost")]
    [InlineData("--out - --rejects {out} --shard 1/2", "--shard: answers that stream to - cannot be put together again")]
    public void Stream_IsRefusedWhereItWouldLoseSomething(string options, string says)
    {
        var run = ProgramRun.Of(Filled($"recalculate --in {{in}} {options}", ""));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private string AnswersInAFile()
    {
        Assert.Equal(3, ProgramRun.Of(Filled("recalculate --in {in} --out {file}", "")).ExitCode);
        return File.ReadAllText(At("file"));
    }

    private async Task MakeAsync(string kind, string path)
    {
        if (kind == "pipe") await Child.SucceedAsync("/usr/bin/mkfifo", path);
        else if (kind == "device") await Child.SucceedAsync("/usr/bin/mknod", path, "c", "1", "3");
        else if (kind == "folder") Directory.CreateDirectory(path);
        else
        {
            _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _socket.Bind(new UnixDomainSocketEndPoint(path));
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Filled(string command, string place)
    {
        (string Name, string Path)[] names =
        [
            ("place", place), ("in", At("in.csv")), ("out", At("q.csv")), ("pipe", At("pipe")), ("file", At("file")), ("link", At("link")),
            ("folder", At("folder")),
        ];
        return names.Aggregate(command, (filled, name) => filled.Replace($"{{{name.Name}}}", name.Path, StringComparison.Ordinal));
    }
}

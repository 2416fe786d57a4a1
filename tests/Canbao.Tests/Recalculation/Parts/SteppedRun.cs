using System.Text;
using System.Text.Json.Nodes;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Parts;

namespace Canbao.Tests.Recalculation.Parts;

/// <summary>
/// A run of a small job, as another process would do it, that goes on by one step when it is told so: from one moment at which the files
/// of the job are as others may find them to the next.
/// </summary>
internal sealed class SteppedRun : IDisposable
{
    /// <summary>What all runs of the job leave; rows of three parts behind a header.</summary>
    public const string Whole = "header\npart 0\npart 1\npart 2\n";

    private const int Parts = 3;

    private readonly string _digest;
    private readonly Job _job;
    private readonly FileOutput _quotes;
    private readonly SideFiles _files;
    private readonly string _ids;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _mayGoOn = new(0), _hasStopped = new(0);
    private bool _isKilled;
    private Exception? _failure;

    public SteppedRun(string output, bool isShard)
    {
        var identity = new JobIdentity(isShard ? new JsonObject { [JobIdentity.Shard] = "1" } : new JsonObject { ["input"] = "in.csv" });
        _digest = identity.Digest;
        _ids = IdFile.PathOf(output, identity.Digest);
        var folder = new JobFolder(output, identity);
        _quotes = new FileOutput(output, folder, null!, Encoding.UTF8.GetBytes("header\n"));
        _files = new SideFiles(new SteppedPaths(Step, (SideFiles.Rejects, output + ".rejects"), (SideFiles.Undetermined, output + ".undetermined")));
        _job = new Job(folder, _quotes, _files, _ids);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public bool HasEnded { get; private set; }

    /// <summary>Goes on for so many steps, or to the end. How many steps it was.</summary>
    public int GoOn(int steps = int.MaxValue)
    {
        var done = 0;
        for (; done < steps && !HasEnded; done++)
        {
            _mayGoOn.Release();
            _hasStopped.Wait();
        }
        if (_failure is not null) throw new InvalidOperationException($"a run has failed: {_failure.Message}", _failure);
        return done;
    }

    /// <summary>Ends what has been abandoned, when nobody looks at the files any more.</summary>
    public void Dispose()
    {
        _isKilled = true;
        _mayGoOn.Release();
        _thread.Join();
    }

    private void Step()
    {
        if (_isKilled) throw new OperationCanceledException();
        _hasStopped.Release();
        _mayGoOn.Wait();
        if (_isKilled) throw new OperationCanceledException();
    }

    private void Run()
    {
        _mayGoOn.Wait();
        try
        {
            if (!_isKilled) _job.Run(Calculate, Finish);
        }
        catch (Exception e)
        {
            _failure = e;
        }
        _quotes.Dispose();
        _files.Dispose();
        HasEnded = true;
        _hasStopped.Release();
    }

    private Checkpoint Calculate(Checkpoint? saved)
    {
        Step();
        var last = saved ?? Checkpoint.Start(_digest, default);
        _quotes.Begin(last);
        Step();
        _files.Begin(last);
        Step();
        using var ids = new IdFile(_ids, last);
        Step();
        if (last.IsNew) _quotes.Announce(last);
        foreach (var name in (string[])[SideFiles.Rejects, SideFiles.Undetermined])
            if (_files[name].Length == 0) _files[name].Write("header\n"u8);
        while (!last.IsComplete) last = CalculatePart(last, ids);
        return last;
    }

    private Checkpoint CalculatePart(Checkpoint last, IdFile ids)
    {
        Step();
        var row = Encoding.UTF8.GetBytes($"part {last.Part}\n");
        _quotes.Write(row);
        _files[SideFiles.Rejects].Write(row);
        _files[SideFiles.Undetermined].Write(row);
        var id = new OutputBuffer();
        IdFile.Write(id, row, last.Part);
        ids.Add(id.Written);
        var isLast = last.Part == Parts - 1;
        _files.Commit(isLast);
        ids.Commit();
        Step();
        return _quotes.Commit(ids.Noted(last with { Part = last.Part + 1, Lengths = _files.Lengths(), IsComplete = isLast }));
    }

    private void Finish(Checkpoint last)
    {
        Step();
        using var ids = IdFile.Open(_ids, last);
        Assert.Equal(Parts, ids.Ids);
        Step();
    }
}

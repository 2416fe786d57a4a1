namespace Canbao.Recalculation.Parts;

/// <summary>
/// A job with all its files, from its beginning or its last checkpoint to its end. Several runs of it may be at work at the same time, or be
/// killed: they write the same, and who comes second at the end finds it done.
/// </summary>
/// <param name="output">Null if all files of the job are side files.</param>
/// <param name="ids">The file of ids, if there is one; a shard leaves it behind.</param>
internal sealed class Job(JobFolder folder, IQuoteOutput? output, SideFiles files, string? ids)
{
    private const int MostAttempts = 3;

    private bool _hasCalculated;

    /// <summary>What the job came to if it is finished and its files are where they were put. Remains of other runs are removed then.</summary>
    public Checkpoint? Finished()
    {
        if (folder.Finished() is not { } finished || output?.IsThere(finished) == false || !files.AreThere(finished)) return null;
        Leave();
        return finished;
    }

    /// <summary>Throws away what unfinished runs have left.</summary>
    public void Remove()
    {
        folder.Remove();
        output?.Remove();
        files.Remove();
        IdFile.RemoveAll(folder.Output);
    }

    /// <summary>Brings the job to its end; what it comes to.</summary>
    /// <param name="calculate">Goes on after a checkpoint, null for the beginning, up to one that is complete.</param>
    /// <param name="finish">Makes of the whole what people want of it. May be called again by another run.</param>
    public Checkpoint Run(Func<Checkpoint?, Checkpoint> calculate, Action<Checkpoint> finish)
    {
        try
        {
            return RunAmongOthers(calculate, finish);
        }
        catch
        {
            LeaveNothingUseless();
            throw;
        }
    }

    /// <summary>Of a job without an output that does so.</summary>
    public void Save(Checkpoint checkpoint) => folder.Save(checkpoint);

    private Checkpoint RunAmongOthers(Func<Checkpoint?, Checkpoint> calculate, Action<Checkpoint> finish)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Finished() ?? End(calculate, finish);
            }
            catch (AsideFile.GoneException) when (attempt < MostAttempts)
            {
                // Another run of this job has moved the file since the checkpoint was read. Nothing was calculated yet.
                _hasCalculated = false;
            }
            catch (Exception e) when (attempt < MostAttempts && e is IOException or InvalidDataException && IsOver())
            {
                // Another run of this job has come to its end meanwhile, and has moved files away: what it has done is found now.
            }
        }
    }

    private Checkpoint End(Func<Checkpoint?, Checkpoint> calculate, Action<Checkpoint> finish)
    {
        folder.Enter();
        var last = Last();
        if (last is not { IsComplete: true }) last = CalculateOnce(calculate, last);
        files.Complete(last);
        output?.Complete(last);
        finish(last);
        folder.Finish(last, Paths());
        Leave();
        return last;
    }

    private Checkpoint CalculateOnce(Func<Checkpoint?, Checkpoint> calculate, Checkpoint? last)
    {
        if (_hasCalculated) throw new IOException("something else changes the files of the job while it runs; the same command goes on");
        _hasCalculated = true;
        return calculate(last);
    }

    /// <summary>A checkpoint whose files are not there any more counts for nothing: the job begins anew.</summary>
    private Checkpoint? Last() => (output is null ? folder.Last() : output.Last()) is { } last && files.AreKept(last) && IdsAreKept(last) ? last : null;

    private bool IdsAreKept(Checkpoint last) => ids is null || (new FileInfo(ids) is { Exists: true } file && file.Length >= IdFile.StateOf(last).Length);

    private void Leave()
    {
        folder.Leave();
        foreach (var path in Paths().Values) AsideFile.RemoveAll(path, folder.Job.Digest);
        if (ids is not null && !folder.Job.IsShard) File.Delete(ids);
    }

    /// <summary>What a run leaves that fails is what the same command goes on with: nothing if the job was finished by another, or thrown away.</summary>
    private void LeaveNothingUseless()
    {
        try
        {
            if (Finished() is not null || folder.IsThere) return;
            files.Discard();
            (output as FileOutput)?.Discard();
            if (ids is not null) File.Delete(ids);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // What has failed first is told.
        }
    }

    private bool IsOver() => Finished() is not null || Last() is { IsComplete: true };

    private Dictionary<string, string> Paths()
    {
        var paths = files.Paths.ToDictionary();
        if (output is FileOutput file) paths.Add(FileOutput.Name, file.Path);
        return paths;
    }
}

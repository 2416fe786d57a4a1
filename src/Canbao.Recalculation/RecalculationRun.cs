using System.Text.Json.Nodes;
using Canbao.Documents;
using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Answers;
using Canbao.Recalculation.Answers.Remote;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Inputs;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Settlement;
using Canbao.Recalculation.Tables;

namespace Canbao.Recalculation;

/// <summary>
/// Answers every resident of an input, part by part, in constant memory. A row that cannot be answered goes to the rejects with its line,
/// field, value and reason; no row is lost, and a run that was broken off goes on after its last part.
/// </summary>
internal sealed class RecalculationRun(PolicyBook book, RecalculationOptions options)
{
    private readonly MemoryBudget _memory = MemoryLimit.Of(options);

    private readonly Dictionary<string, string> _sidePaths = new()
    {
        [SideFiles.Rejects] = options.Rejects, [SideFiles.Undetermined] = options.Undetermined,
    };

    // Where the answers go, if not into a file.
    private readonly PostgresAddress? _table = PostgresAddress.IsOne(options.Output) ? PostgresAddress.Parse(options.Output) : null;

    // What the output has instead of answers, if there is a baseline.
    private DifferenceRow? _differences;

    private long _rows;

    /// <summary>Rows that earlier runs of this job had done already.</summary>
    public long RowsBefore { get; private set; }

    /// <summary>Ids that stand in the input twice; null if they were not looked for in this run.</summary>
    public ReportDuplicates? Duplicates { get; private set; }

    /// <summary>What people should know of how the input was read.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Whether an earlier run had finished this job.</summary>
    public bool WasFinished { get; private set; }

    /// <summary>The files of shards are put together one behind the other: only the first has headers.</summary>
    private bool HasHeader => options.Shard is null or { Number: 1 };

    /// <summary>Runs to the end of the input; how the whole job has ended.</summary>
    public Checkpoint Run(Action<RunProgress> progress, CancellationToken stop)
    {
        CheckBaseline();
        var form = new TextForm(options.Encoding, options.Delimiter);
        using var source = InputSources.Open(options.Input, form, options.Mapping, book, QuestionChecks.Named(book), _memory);
        Notes = source.Notes;
        if (options.FindDuplicates && !source.HasIds) throw new InvalidDataException("--id-column: the input has no column of ids");
        var columns = options.Baseline is null ? QuoteRow.Of(options.Columns) : DifferenceRow.ColumnsOf(options.Columns);
        var passed = source.PassedHeaders([ResidentFields.Id, .. options.Baseline is null ? columns.Names : DifferenceRow.NamesOf(columns)]);
        if (options.Baseline is not null) _differences = new DifferenceRow(columns, passed.Count > 0);
        var range = options.Shard is { } shard ? source.RangeOf(shard) : null;
        var identity = IdentityOf(source, columns, passed, range);
        var folder = new JobFolder(options.Name, identity);
        using var output = OpenOutput(folder, identity, columns, passed);
        using var files = new SideFiles(_sidePaths);
        if (output is StreamOutput) return Stream(source, output, files, Checkpoint.Start(identity.Digest, source.First), progress, stop);
        var job = new Job(folder, output, files, options.FindDuplicates ? IdFile.PathOf(options.Name, identity.Digest) : null);
        if (options.Restart) job.Remove();
        else if (job.Finished() is { } finished)
        {
            (WasFinished, RowsBefore) = (true, finished.Totals.Rows);
            AddReport(finished, stop);
            RemoveLeftovers();
            return finished;
        }
        var end = job.Run(GoOn, last => WriteResults(last, stop));
        RemoveLeftovers();
        return end;

        Checkpoint GoOn(Checkpoint? saved)
        {
            var last = saved ?? Checkpoint.Start(identity.Digest, range is null ? source.First : source.PositionAt(range.From));
            RowsBefore = last.Totals.Rows;
            return Calculate(source, range?.To ?? long.MaxValue, output, files, last, progress, stop);
        }
    }

    /// <summary>To somebody who reads: all at once, or not at all.</summary>
    private Checkpoint Stream(
        IInputSource source, IQuoteOutput output, SideFiles files, Checkpoint first, Action<RunProgress> progress, CancellationToken stop)
    {
        try
        {
            var last = Calculate(source, long.MaxValue, output, files, first, progress, stop);
            files.Complete(last);
            output.Complete(last);
            WriteResults(last, stop);
            return last;
        }
        catch
        {
            files.Discard();
            throw;
        }
        finally
        {
            IdFile.RemoveAll(options.Name);
        }
    }

    /// <summary>A report that was not asked for when the job was done needs nothing but its totals, unless ids are to be in it.</summary>
    private void AddReport(Checkpoint finished, CancellationToken stop)
    {
        if (options.Report is null || File.Exists(options.Report)) return;
        if (options.FindDuplicates)
            throw new InvalidDataException("--report: the job was finished without it, and its ids are gone; --restart calculates again");
        WriteResults(finished, stop);
    }

    private void WriteResults(Checkpoint last, CancellationToken stop)
    {
        // Shards are put together first.
        if (options.Shard is not null) return;
        var results = Results();
        if (!options.FindDuplicates)
        {
            results.Write(options.ShownInput, options.ShownOutput, last.Totals, spills: null, stop);
            return;
        }
        using var spill = IdFile.Open(IdFile.PathOf(options.Name, last.Job), last);
        Duplicates = results.Write(options.ShownInput, options.ShownOutput, last.Totals, [spill], stop);
    }

    private void RemoveLeftovers()
    {
        if (options.Shard is null) Results().RemoveLeftovers();
    }

    private ResultFiles Results() => new(book, options.Sheets, options.Report);

    /// <summary>Both answers of a resident are made here, and only rows of a file can hold them.</summary>
    private void CheckBaseline()
    {
        if (options.Baseline is null) return;
        if (_table is not null || options.AnswersWithMessages)
            throw new InvalidDataException("--baseline: what changes goes into a CSV file; --out must name one");
        if (options.Service is not null) throw new InvalidDataException("--baseline: both answers are made in process; leave out --server");
    }

    private IQuoteOutput OpenOutput(JobFolder folder, JobIdentity job, QuoteRow columns, IReadOnlyList<string> passed)
    {
        if (options.AnswersWithMessages) return new FileOutput(options.Output, folder, new MessageFormat(), header: []);
        if (_table is null)
        {
            var format = new CsvFormat(columns, passed.Count > 0);
            var header = !HasHeader ? [] : _differences?.Header(passed) ?? columns.Header(passed);
            if (options.AnswersStream) return new StreamOutput(options.Output, format, header);
            return new FileOutput(options.Output, folder, format, header);
        }
        if (passed.Count > 0) throw new InvalidDataException("columns cannot be passed through into a table; join it with its input by id");
        return new PostgresOutput(_table, job.Digest, job.Whole().Digest, columns.Columns, needsAll: options.Columns.Count > 0);
    }

    private JobIdentity IdentityOf(IInputSource source, QuoteRow columns, IReadOnlyList<string> passed, InputRange? range)
    {
        var fields = new JsonObject
        {
            ["engine"] = EngineVersion.Current,
            ["program"] = EngineVersion.Digest(typeof(PolicyFolder).Module.ModuleVersionId, typeof(QuoteMapper).Module.ModuleVersionId,
                typeof(RecalculationRun).Module.ModuleVersionId),
            ["policies"] = book.Digest,
            ["baseline"] = options.Baseline is { } baseline ? $"{baseline} {baseline.Digest}" : null,
            ["input"] = source.Identity(),
            ["columns"] = new JsonArray([.. columns.Columns.Select(f => (JsonNode)f.Name)]),
            ["passed"] = new JsonArray([.. passed.Select(header => (JsonNode)header)]),
            ["part_rows"] = options.PartRows,
            ["find_duplicates"] = options.FindDuplicates,
            ["table"] = _table?.Shown,
        };
        if (range is not null) fields[JobIdentity.Shard] = range.ToJson();
        return new(fields);
    }

    private Checkpoint Calculate(IInputSource source, long end, IQuoteOutput output, SideFiles files, Checkpoint last,
        Action<RunProgress> progress, CancellationToken stop)
    {
        using var plans = new PlanCache(_memory.Plans);
        output.Begin(last);
        files.Begin(last);
        using var ids = options.FindDuplicates ? new IdFile(IdFile.PathOf(options.Name, last.Job), last) : null;
        if (last.IsNew) output.Announce(last);
        var (rejects, undetermined) = (files[SideFiles.Rejects], files[SideFiles.Undetermined]);
        if (rejects.Length == 0 && HasHeader) rejects.Write(RejectedRow.Header);
        if (undetermined.Length == 0 && HasHeader) undetermined.Write(UndeterminedList.Header);
        using var input = source.Start(last.Position, end, options.PartRows);
        var tiers = new TierNumbers();
        using var service = options.Service is { } there ? new RemoteService(there, _memory.ProfilesOfClient, stop) : null;
        using var pipeline = new BlockPipeline(input, [.. Enumerable.Range(0, options.WorkingThreads).Select(_ => NewWorker())], options.PartRows);
        var part = new PartTotals();
        pipeline.Run(Write, EndPart, stop);
        return last;

        IBlockWorker NewWorker() => options.AnswersWithMessages
            ? new MessageWorker(book, plans, new AnswerRowMaker(output.Format, book, _memory.RowsOfThread), tiers)
            : new BlockWorker(input.NewReader(), NewAnswerer(service, plans, output.Format, tiers), output.Format, tiers, options.FindDuplicates);

        void Write(Block block)
        {
            output.Write(block.Quotes.Written);
            undetermined.Write(block.Undetermined.Written);
            ids?.Add(block.Ids.Written);
            foreach (var reject in block.Rejects) rejects.Write(reject.ToBytes());
            if (block.Rows != block.Answered + block.Rejected + block.Blank) throw new InvalidOperationException(
                $"of {block.Rows} rows behind row {block.FirstRow} {block.Answered} were answered, {block.Rejected} rejected and {block.Blank} blank");
            part.Add(block);
            _rows += block.Rows;
            progress(new(input.Done, input.Whole, _rows, last.Totals.Rejected + part.Rejected));
        }

        void EndPart(Block block, PartTotals counts)
        {
            part.Add(counts);
            last.Totals.Add(part);
            part = new();
            source.CheckUnchanged();
            files.Commit(block.IsLast);
            ids?.Commit();
            last = last with { Part = last.Part + 1, Position = block.Next, Lengths = files.Lengths(), IsComplete = block.IsLast };
            last = output.Commit(ids?.Noted(last) ?? last);
        }
    }

    private IAnswerer NewAnswerer(RemoteService? service, PlanCache plans, IRowFormat format, TierNumbers tiers)
    {
        var maker = new AnswerRowMaker(format, book, _memory.RowsOfThread);
        if (service is not null) return new RemoteAnswerer(service, book, plans, maker, tiers);
        return _differences is null ? new LocalAnswerer(book, plans, maker, tiers)
            : new DifferenceAnswerer(book, plans, new Baseline(book, options.Baseline!), _differences, maker, tiers);
    }
}

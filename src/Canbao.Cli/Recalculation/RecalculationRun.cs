using System.Text.Json.Nodes;
using Canbao.Cli.Recalculation.Answers;
using Canbao.Cli.Recalculation.Blocks;
using Canbao.Cli.Recalculation.Inputs;
using Canbao.Cli.Recalculation.Parts;
using Canbao.Cli.Recalculation.Tables;
using Canbao.Cli.Settlement;
using Canbao.Engine;

namespace Canbao.Cli.Recalculation;

/// <summary>
/// Answers every resident of an input, part by part, in constant memory. A row that cannot be answered goes to the rejects with its line,
/// field, value and reason; no row is lost, and a run that was broken off goes on after its last part.
/// </summary>
internal sealed class RecalculationRun(PolicyBook book, RecalculationOptions options)
{
    private const long PlanBytes = 96 << 20;

    private readonly Dictionary<string, string> _sidePaths = new()
    {
        [SideFiles.Rejects] = options.Rejects, [SideFiles.Undetermined] = options.Undetermined,
    };

    // Where the answers go, if not into a file.
    private readonly PostgresAddress? _table = PostgresAddress.IsOne(options.Output) ? PostgresAddress.Parse(options.Output) : null;

    private long _rows;

    /// <summary>Rows that earlier runs of this job had done already.</summary>
    public long RowsBefore { get; private set; }

    /// <summary>Ids that stand in the input twice; null if they were not looked for in this run.</summary>
    public ReportDuplicates? Duplicates { get; private set; }

    /// <summary>Whether an earlier run had finished this job.</summary>
    public bool WasFinished { get; private set; }

    /// <summary>Runs to the end of the input; how the whole job has ended.</summary>
    public Checkpoint Run(Action<RunProgress> progress, CancellationToken stop)
    {
        using var source = OpenInput();
        if (options.FindDuplicates && !source.HasIds) throw new InvalidDataException("--id-column: the input has no column of ids");
        var columns = QuoteRow.Of(options.Columns);
        var passed = source.PassedHeaders([ResidentColumns.Id, .. columns.Fields.Select(f => f.Name)]);
        var job = IdentityOf(source, columns, passed);
        var folder = new JobFolder(options.Name, job);
        using var output = OpenOutput(folder, job, columns, passed);
        using var files = new SideFiles(job.Digest, _sidePaths);
        if (options.Restart) Remove(folder, output, files);
        else if (folder.Finished() is { } finished && output.IsThere(finished) && files.AreThere(finished))
        {
            (WasFinished, RowsBefore) = (true, finished.Totals.Rows);
            return finished;
        }
        folder.Enter();
        var last = (source.CanReadAgain ? output.Last() : null) ?? Checkpoint.Start(job.Digest, source.First);
        RowsBefore = last.Totals.Rows;
        if (!last.IsComplete) last = Calculate(source, output, files, last, progress, stop);
        files.Complete(last);
        output.Complete(last);
        WriteResults(last, stop);
        folder.Finish(last);
        return last;
    }

    private void WriteResults(Checkpoint last, CancellationToken stop)
    {
        var results = new ResultFiles(book, options.Sheets, options.Report);
        if (!options.FindDuplicates)
        {
            results.Write(options.ShownInput, options.ShownOutput, last.Totals, spills: null, stop);
            return;
        }
        var ids = IdFile.PathOf(options.Name, last.Job);
        using (var spill = new IdSpill(ids, IdFile.StateOf(last)))
            Duplicates = results.Write(options.ShownInput, options.ShownOutput, last.Totals, [spill], stop);
        File.Delete(ids);
    }

    private IInputSource OpenInput() => PostgresAddress.IsOne(options.Input)
        ? PostgresSource.Open(PostgresAddress.Parse(options.Input), options.Mapping, book)
        : new CsvSource(options.Input, options.Encoding, options.Mapping, book);

    private IQuoteOutput OpenOutput(JobFolder folder, JobIdentity job, QuoteRow columns, IReadOnlyList<string> passed)
    {
        if (_table is null) return new FileOutput(options.Output, folder, job.Digest, new CsvFormat(columns, passed.Count > 0), columns.Header(passed));
        if (passed.Count > 0) throw new InvalidDataException("columns cannot be passed through into a table; join it with its input by id");
        return new PostgresOutput(_table, job.Digest, job.Digest, columns.Fields, needsAll: options.Columns.Count > 0);
    }

    private static void Remove(JobFolder folder, IQuoteOutput output, SideFiles files)
    {
        folder.Remove();
        output.Remove();
        files.Remove();
    }

    private JobIdentity IdentityOf(IInputSource source, QuoteRow columns, IReadOnlyList<string> passed) => new(new JsonObject
    {
        ["engine"] = EngineVersion.Current,
        ["program"] = typeof(RecalculationRun).Module.ModuleVersionId.ToString(),
        ["policies"] = book.Digest,
        ["input"] = source.Identity(),
        ["columns"] = new JsonArray([.. columns.Fields.Select(f => (JsonNode)f.Name)]),
        ["passed"] = new JsonArray([.. passed.Select(header => (JsonNode)header)]),
        ["part_rows"] = options.PartRows,
        ["find_duplicates"] = options.FindDuplicates,
        ["table"] = _table?.Shown,
    });

    private Checkpoint Calculate(IInputSource source, IQuoteOutput output, SideFiles files, Checkpoint last,
        Action<RunProgress> progress, CancellationToken stop)
    {
        using var plans = new PlanCache(PlanBytes);
        output.Begin(last);
        files.Begin(last);
        using var ids = options.FindDuplicates ? new IdFile(IdFile.PathOf(options.Name, last.Job), last) : null;
        var (rejects, undetermined) = (files[SideFiles.Rejects], files[SideFiles.Undetermined]);
        if (rejects.Length == 0) rejects.Write(RejectedRow.Header);
        if (undetermined.Length == 0) undetermined.Write(UndeterminedList.Header);
        using var input = source.Start(last.Position, long.MaxValue, options.PartRows);
        var tiers = new TierNumbers();
        using var pipeline = new BlockPipeline(input, [.. Enumerable.Range(0, options.Threads).Select(_ => NewWorker())], options.PartRows);
        var part = new PartTotals();
        pipeline.Run(Write, EndPart, stop);
        return last;

        BlockWorker NewWorker() => new(input.NewReader(), NewAnswerer(plans, output.Format), output.Format, tiers, options.FindDuplicates);

        void Write(Block block)
        {
            output.Write(block.Quotes.Written);
            undetermined.Write(block.Undetermined.Written);
            ids?.Add(block.Ids.Written);
            foreach (var reject in block.Rejects) rejects.Write(reject.ToBytes());
            part.Add(block.Checksum, block.Rejected, block.Rejects);
            _rows += block.Answered + block.Rejected;
            progress(new(input.Done, input.Whole, _rows, last.Totals.Rejected + part.Rejected));
        }

        void EndPart(Block block, PartTotals counts)
        {
            part.Add(counts);
            last.Totals.Add(part);
            part = new();
            files.Commit(block.IsLast);
            ids?.Commit();
            last = last with { Part = last.Part + 1, Position = block.Next, Lengths = files.Lengths(), IsComplete = block.IsLast };
            last = output.Commit(ids?.Noted(last) ?? last);
        }
    }

    private LocalAnswerer NewAnswerer(PlanCache plans, IRowFormat format) => new(book, plans, new AnswerRowMaker(format, book));
}

using System.Text.Json.Nodes;
using Canbao.Cli.Recalculation.Answers;
using Canbao.Cli.Recalculation.Blocks;
using Canbao.Cli.Recalculation.Inputs;
using Canbao.Cli.Recalculation.Parts;
using Canbao.Engine;

namespace Canbao.Cli.Recalculation;

/// <summary>
/// Answers every resident of an input, part by part, in constant memory. A row that cannot be answered goes to the rejects with its line,
/// field, value and reason; no row is lost, and a run that was broken off goes on after its last part.
/// </summary>
internal sealed class RecalculationRun(PolicyBook book, RecalculationOptions options)
{
    private const long PlanBytes = 96 << 20;

    private const string Quotes = "quotes", Rejects = "rejects";

    private long _rows;

    /// <summary>Rows that an earlier run of this job had done already.</summary>
    public long RowsBefore { get; private set; }

    /// <summary>Whether an earlier run had finished this job.</summary>
    public bool WasFinished { get; private set; }

    /// <summary>Runs to the end of the input; what the whole job adds up to.</summary>
    public PartTotals Run(Action<RunProgress> progress, CancellationToken stop)
    {
        using var source = new CsvSource(options.Input, options.Encoding, options.Mapping, book);
        var columns = QuoteRow.Of(options.Columns);
        var passed = source.PassedHeaders([ResidentColumns.Id, .. columns.Fields.Select(f => f.Name)]);
        var job = IdentityOf(source, columns, passed);
        var folder = new JobFolder(options.Output, job);
        if (options.Restart) folder.Remove();
        else if (folder.Finished() is { } finished && IsThere(finished))
        {
            (WasFinished, RowsBefore) = (true, RowsOf(finished.Totals));
            return finished.Totals;
        }
        folder.Enter();
        var checkpoint = folder.Last() ?? Checkpoint.Start(job.Digest, source.First);
        if (!source.CanReadAgain) checkpoint = Checkpoint.Start(job.Digest, source.First);
        RowsBefore = RowsOf(checkpoint.Totals);
        if (!checkpoint.IsComplete)
            checkpoint = Calculate(source, folder, checkpoint, new CsvFormat(columns, passed.Count > 0), columns.Header(passed), progress, stop);
        Complete(folder, checkpoint);
        return checkpoint.Totals;
    }

    private static long RowsOf(PartTotals totals) => totals.Answered + totals.Rejected;

    private JobIdentity IdentityOf(CsvSource source, QuoteRow columns, IReadOnlyList<string> passed) => new(new JsonObject
    {
        ["engine"] = EngineVersion.Current,
        ["program"] = typeof(RecalculationRun).Module.ModuleVersionId.ToString(),
        ["policies"] = book.Digest,
        ["input"] = source.Identity(),
        ["columns"] = new JsonArray([.. columns.Fields.Select(f => (JsonNode)f.Name)]),
        ["passed"] = new JsonArray([.. passed.Select(header => (JsonNode)header)]),
        ["part_rows"] = options.PartRows,
    });

    private Checkpoint Calculate(CsvSource source, JobFolder folder, Checkpoint from, IRowFormat format, byte[] header,
        Action<RunProgress> progress, CancellationToken stop)
    {
        using var plans = new PlanCache(PlanBytes);
        using var quotes = new AsideFile(options.Output, from.Job, from.LengthOf(Quotes));
        using var rejects = new AsideFile(options.Rejects, from.Job, from.LengthOf(Rejects));
        if (quotes.Length == 0) quotes.Write(header);
        if (rejects.Length == 0) rejects.Write(RejectedRow.Header);
        using var input = source.Start(from.Position, long.MaxValue, options.PartRows);
        var tiers = new TierNumbers();
        using var pipeline = new BlockPipeline(input, [.. Enumerable.Range(0, options.Threads).Select(_ => NewWorker())], options.PartRows);
        var (last, part) = (from, new PartTotals());
        pipeline.Run(Write, EndPart, stop);
        return last;

        BlockWorker NewWorker() => new(input.NewReader(), new LocalAnswerer(book, plans, new AnswerRowMaker(format)), format, tiers, false);

        void Write(Block block)
        {
            quotes.Write(block.Quotes.Written);
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
            if (block.IsLast) End(quotes, rejects);
            else Flush(quotes, rejects);
            var lengths = new Dictionary<string, long> { [Quotes] = quotes.Length, [Rejects] = rejects.Length };
            last = last with { Part = last.Part + 1, Position = block.Next, Lengths = lengths, IsComplete = block.IsLast };
            folder.Save(last);
        }
    }

    private static void Flush(params ReadOnlySpan<AsideFile> files)
    {
        foreach (var file in files) file.Flush();
    }

    private static void End(params ReadOnlySpan<AsideFile> files)
    {
        foreach (var file in files) file.End();
    }

    private IEnumerable<(string Name, string Path)> Files => [(Rejects, options.Rejects), (Quotes, options.Output)];

    private bool IsThere(Checkpoint finished) =>
        Files.All(file => new FileInfo(file.Path) is { Exists: true } there && there.Length == finished.LengthOf(file.Name));

    private void Complete(JobFolder folder, Checkpoint last)
    {
        foreach (var (name, path) in Files) AsideFile.Complete(path, last.Job, last.LengthOf(name));
        folder.Finish(last);
    }
}

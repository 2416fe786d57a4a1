using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Canbao.Api.Client;

/// <summary>Makes batches of rows: one for each benefit year and revision among the residents that follow each other, because columns share theirs.</summary>
internal sealed class RowBatches(QuoteClientOptions options, ProfileTable profiles, BatchPipeline pipeline)
{
    // Half of what a message may have: profiles are what makes batches large.
    private const long MaxProfileBytes = 4 << 20;

    private const int MaxEncoders = 64;

    private readonly Dictionary<(uint Year, uint Revision), Group> _groups = [];
    private readonly ConcurrentQueue<RowChunk> _unused = [];
    private readonly List<Group> _open = [];
    private RowChunk _chunk = new();
    private long _residents;

    public async IAsyncEnumerable<PendingBatch> FromAsync(IAsyncEnumerable<Resident> residents, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var resident in residents.WithCancellation(stop).ConfigureAwait(false))
        {
            if (!Add(resident)) continue;
            foreach (var batch in Close()) yield return batch;
        }
        foreach (var batch in Close()) yield return batch;
    }

    /// <summary>Answers of whole chunks.</summary>
    public async IAsyncEnumerable<ResidentAnswer> AnsweredAsync(IAsyncEnumerable<PendingBatch> batches)
    {
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            var part = (RowPart)batch.Origin!;
            part.Chunk.Take(part, batch.Answers);
            if (!part.IsLast) continue;
            foreach (var answer in part.Chunk.Answers) yield return answer;
            part.Chunk.Clear();
            _unused.Enqueue(part.Chunk);
        }
    }

    /// <summary>Whether the chunk is full with this one.</summary>
    private bool Add(in Resident resident)
    {
        var group = GroupOf(resident);
        try
        {
            group.Encoder.Add(resident, group.Batch!.Columns);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"resident {_residents}, counted from 0: {e.Message}", e);
        }
        group.Part!.Places.Add(_chunk.Add());
        _residents++;
        return _chunk.Residents >= options.BatchResidents || _open.Count >= MaxEncoders || group.Batch.Columns.Profiles.TotalBytes > MaxProfileBytes;
    }

    private Group GroupOf(in Resident resident)
    {
        var key = (resident.BenefitYear, resident.PolicyRevision);
        if (!_groups.TryGetValue(key, out var group)) _groups.Add(key, group = new Group(new BatchEncoder(profiles)));
        if (group.Batch is not null) return group;
        group.Batch = pipeline.NewBatch();
        group.Part = new RowPart(_chunk);
        group.Encoder.Begin(group.Batch.Columns);
        (group.Batch.Columns.BenefitYear, group.Batch.Columns.PolicyRevision, group.Batch.Origin) = (key.BenefitYear, key.PolicyRevision, group.Part);
        _open.Add(group);
        return group;
    }

    private IEnumerable<PendingBatch> Close()
    {
        if (_open.Count > 0) _open[^1].Part!.IsLast = true;
        foreach (var group in _open)
        {
            var batch = group.Batch!;
            BatchEncoder.End(batch.Columns);
            (group.Batch, group.Part) = (null, null);
            yield return batch;
        }
        _open.Clear();
        // Nobody has that many; each has tables of its own.
        if (_groups.Count > MaxEncoders) _groups.Clear();
        _chunk = _unused.TryDequeue(out var used) ? used : new RowChunk();
    }

    private sealed class Group(BatchEncoder encoder)
    {
        public BatchEncoder Encoder => encoder;

        public PendingBatch? Batch { get; set; }

        public RowPart? Part { get; set; }
    }
}

namespace Canbao.Recalculation.Settlement;

/// <summary>Finds the ids that stand in one or several spills more than once: partition by partition, in bounded memory.</summary>
public sealed class DuplicateSearch : IDisposable
{
    private readonly DuplicateRuns _runs;

    /// <summary>How many ids stand there more than once.</summary>
    public long Ids { get; private set; }

    /// <summary>How many rows have an id that stood in a row before.</summary>
    public long Rows { get; private set; }

    /// <summary>How many rows have no id.</summary>
    public long Empty { get; }

    /// <summary>How many spills were searched.</summary>
    public int Sources { get; }

    /// <summary>Searches spills that have been saved; shards in their order. The folder takes a temporary file.</summary>
    public DuplicateSearch(IReadOnlyList<IdSpill> spills, string folder, CancellationToken stop) : this(spills, folder, new IdTable(), stop)
    {
    }

    internal DuplicateSearch(IReadOnlyList<IdSpill> spills, string folder, IdTable table, CancellationToken stop)
    {
        (Empty, Sources) = (spills.Sum(spill => spill.Empty), spills.Count);
        _runs = new DuplicateRuns(folder);
        try
        {
            for (var partition = 0; partition < IdSpill.Partitions; partition++) Search(spills, partition, table, stop);
        }
        catch
        {
            _runs.Dispose();
            throw;
        }
    }

    /// <summary>The rows that repeat an id, by the id's first row; of one id at most the first thousand.</summary>
    public IEnumerable<DuplicateId> List() => _runs.Merged();

    public void Dispose() => _runs.Dispose();

    private void Search(IReadOnlyList<IdSpill> spills, int partition, IdTable table, CancellationToken stop)
    {
        table.Begin();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            for (var i = 0; i < spills.Count; i++)
            {
                var source = i;
                spills[i].Read(partition, (id, row) => table.Add(id, new IdPlace(source, row)));
            }
            var (ids, rows) = table.Count();
            (Ids, Rows) = (Ids + ids, Rows + rows);
            _runs.Add(table.Duplicates());
            if (!table.IsPartial) return;
            table.Continue();
        }
    }
}

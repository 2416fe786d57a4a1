using System.Globalization;
using Canbao.Cli.Csv;
using Canbao.Cli.Recalculation;
using Canbao.Engine;

namespace Canbao.Benchmarks.Peers;

/// <summary>A file of residents as batches in columns, their profiles resolved, with the number in each resident's id.</summary>
internal static class PeerBatches
{
    public static List<(BatchRequest Request, int[] Residents)> Read(string path, PolicyBook book, BatchQuoter quoter)
    {
        using var file = File.OpenRead(path);
        var reader = new CsvBlockReader(file);
        var row = new CsvRow(ResidentColumns.All.Count);
        if (!reader.Fill() || !reader.TryRead(row)) throw new InvalidDataException($"{path} is empty");
        var places = ResidentColumns.Read(row);
        var batches = new List<(BatchRequest, int[])>();
        // The columns of a batch stay in the object that collects them.
        var (batch, residents) = (new ResidentBatch(places), new List<int>());
        do
        {
            while (reader.TryRead(row))
            {
                if (!batch.TryAdd(row)) throw new InvalidDataException($"{path}, line {row.Line} cannot be read");
                residents.Add(int.Parse(row.Text(places[ResidentColumns.Id]).AsSpan(1), CultureInfo.InvariantCulture));
                if (batch.Count == ResidentBatch.MaxResidents) Finish();
            }
        }
        while (reader.Fill());
        if (batch.Count > 0) Finish();
        return batches;

        void Finish()
        {
            batches.Add((batch.ToRequest(book, quoter), [.. residents]));
            (batch, residents) = (new ResidentBatch(places), []);
        }
    }
}

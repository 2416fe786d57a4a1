using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Generation;

/// <summary>Writes generated residents as batches, each behind its length: rows in the order of the residents.</summary>
public static class BatchFile
{
    private const int BatchResidents = 16_384;

    public static void Write(Stream output, ResidentGenerator generator, long residents, Action<long> progress, CancellationToken stop)
    {
        var batch = new QuoteBatch();
        for (var i = 0L; i < residents; i++)
        {
            batch.Rows.Add(generator.Resident(i).ToRequest());
            if (batch.Rows.Count < BatchResidents && i < residents - 1) continue;
            stop.ThrowIfCancellationRequested();
            batch.BatchId++;
            batch.WriteDelimitedTo(output);
            batch.Rows.Clear();
            progress(i + 1);
        }
    }
}

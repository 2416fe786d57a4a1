using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>Tuples on their way into a table.</summary>
internal sealed class CopyIn : IDisposable
{
    private readonly NpgsqlRawCopyStream _stream;
    private bool _ended;

    public CopyIn(NpgsqlConnection connection, string table, IEnumerable<string> columns)
    {
        _stream = connection.BeginRawBinaryCopy($"COPY {table} ({string.Join(", ", columns.Select(Sql.Name))}) FROM STDIN (FORMAT binary)");
        _stream.Write(BinaryTuples.Header);
    }

    public void Write(ReadOnlySpan<byte> tuples) => _stream.Write(tuples);

    /// <summary>Returns when the server has taken all of them.</summary>
    public void End()
    {
        _stream.Write(BinaryTuples.Trailer);
        _ended = true;
        _stream.Dispose();
    }

    /// <summary>Takes back what was written without an end.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        try
        {
            _stream.Cancel();
            _stream.Dispose();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or ObjectDisposedException)
        {
            // The connection is lost, or the server has refused the rows: somebody was told already.
        }
    }
}

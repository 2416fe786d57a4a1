using System.Text.Json.Nodes;
using Canbao.Policies;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Tables.Connections;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// Answers in a PostgreSQL table. A part and the row that says so are one transaction, and only one run of a job can write the row of a part:
/// another run of it waits, finds the part done, and goes on with the next one.
/// </summary>
internal sealed class PostgresOutput : IQuoteOutput
{
    private readonly PostgresAddress _address;
    private readonly NpgsqlConnection _connection;
    private readonly TargetTable _target;
    private readonly string _job, _run;
    private NpgsqlTransaction? _transaction;
    private CopyIn? _copy;
    private int _part;
    private bool _isDoneByAnother;

    /// <summary>Connects, and finds the table or makes it. Throws with all that is wrong with it.</summary>
    /// <param name="address">Of a table.</param>
    /// <param name="job">The digest of the job.</param>
    /// <param name="run">What the jobs share that fill the table together: the digest of the job itself, or of that whose shards they are.</param>
    /// <param name="fields">The columns of the answers.</param>
    /// <param name="needsAll">Whether the table must have all of them.</param>
    public PostgresOutput(PostgresAddress address, string job, string run, IReadOnlyList<QuoteColumn> fields, bool needsAll)
    {
        if (address.Table.Length == 0) throw new InvalidDataException($"{address.Shown} is a query; expected table= for answers");
        (_address, _job, _run) = (address, job, run);
        _connection = ServerSession.Open(address);
        try
        {
            _target = Sql.Guarded(address, () => TargetTable.Open(_connection, address.Table, fields, needsAll));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
        Format = _target.Format;
    }

    public IRowFormat Format { get; }

    public Checkpoint? Last() => Saved("SELECT checkpoint::text FROM {0} WHERE job = @job AND checkpoint IS NOT NULL ORDER BY part DESC LIMIT 1");

    public void Begin(Checkpoint from)
    {
        _part = from.Part;
        if (_part == 0 && HasForeignRows()) throw new InvalidDataException(
            $"the table {_target.Name} has rows already that this job did not write; expected an empty one: TRUNCATE {_target.Name}, or name another");
    }

    public void Announce(Checkpoint beginning)
    {
        // Without a part the table has nothing to go on with.
    }

    public void Write(ReadOnlySpan<byte> rows)
    {
        // A span cannot go into the guarded piece; it is a block's, and stays where it is.
        try
        {
            if (_transaction is null) BeginPart();
            _copy?.Write(rows);
        }
        catch (NpgsqlException e)
        {
            throw Sql.Failed(_address, e);
        }
    }

    public Checkpoint Commit(Checkpoint checkpoint) => Sql.Guarded(_address, () =>
    {
        if (_transaction is null) BeginPart();
        _copy?.End();
        if (_isDoneByAnother) Compare(checkpoint);
        else Sql.Run(_connection, $"UPDATE {_target.Checkpoints} SET checkpoint = @checkpoint::jsonb WHERE job = @job AND part = @part",
            ("checkpoint", checkpoint.ToJson().ToJsonString()), ("job", _job), ("part", _part));
        _transaction!.Commit();
        EndPart();
        _part++;
        return checkpoint;
    });

    public void Complete(Checkpoint last)
    {
        // The last part has done it.
    }

    public bool IsThere(Checkpoint finished) => Last() is { IsComplete: true };

    public void Remove() => Sql.Guarded(_address, () =>
    {
        if (Last() is not null && HasRows()) throw new InvalidDataException(
            $"parts of this job are in the table {_target.Name}, and to begin again would have them twice: TRUNCATE {_target.Name} first");
        return Sql.Run(_connection, $"DELETE FROM {_target.Checkpoints} WHERE job = @job", ("job", _job));
    });

    public void Dispose()
    {
        EndPart();
        _connection.Dispose();
    }

    /// <summary>Takes the part, unless another run has done it; waits if one is about to.</summary>
    private void BeginPart()
    {
        _transaction = _connection.BeginTransaction();
        _isDoneByAnother = Sql.Run(_connection,
            $"INSERT INTO {_target.Checkpoints} (job, part, target, run) VALUES (@job, @part, @target, @run) ON CONFLICT DO NOTHING",
            ("job", _job), ("part", _part), ("target", _target.Name), ("run", _run)) == 0;
        if (!_isDoneByAnother) _copy = new CopyIn(_connection, _target.Name, _target.ColumnNames);
    }

    private void EndPart()
    {
        _copy?.Dispose();
        _transaction?.Dispose();
        (_copy, _transaction) = (null, null);
    }

    /// <summary>The same job gives the same parts; if not, something is wrong that must not be hidden.</summary>
    private void Compare(Checkpoint checkpoint)
    {
        var theirs = Saved("SELECT checkpoint::text FROM {0} WHERE job = @job AND part = @part");
        if (theirs?.Position != checkpoint.Position || theirs.Totals.Checksum != checkpoint.Totals.Checksum)
            throw new InvalidDataException($"another run of this job has written part {_part} of {_target.Name} with other residents");
    }

    private Checkpoint? Saved(string select) => Sql.Guarded(_address, () =>
        Sql.Value(_connection, string.Format(null, select, _target.Checkpoints), ("job", _job), ("part", _part)) is string json
            ? Checkpoint.FromJson(JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false })!, _target.Checkpoints) : null);

    private bool HasRows() => Sql.Value(_connection, $"SELECT 1 FROM {_target.Name} LIMIT 1") is not null;

    private bool HasForeignRows() => Sql.Guarded(_address, () => HasRows() && Sql.Value(_connection,
        $"SELECT 1 FROM {_target.Checkpoints} WHERE run = @run AND target = @target LIMIT 1", ("run", _run), ("target", _target.Name)) is null);
}

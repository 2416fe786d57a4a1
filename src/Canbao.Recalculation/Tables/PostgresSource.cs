using System.Text.Json.Nodes;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Inputs;
using Canbao.Recalculation.Tables.Connections;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// Residents of a PostgreSQL table or query, all read in one snapshot. A table is read page by page, so that a job can go on, or be shared,
/// at any page; what can only be queried is read in the order of the ids, which must be unique then.
/// </summary>
internal sealed class PostgresSource : IInputSource
{
    private const int RowsPerPage = 64, BytesPerRow = 64, LeastVersion = 14;

    private readonly PostgresAddress _address;
    private readonly QuestionCheck _check;
    private readonly MemoryBudget _memory;
    private readonly KnownProfiles _known;
    private readonly NpgsqlConnection _connection;
    private readonly PostgresRelation? _table;
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly ColumnLayout _layout;

    private PostgresSource(
        PostgresAddress address, NpgsqlConnection connection, ColumnMapping mapping, PolicyBook book, QuestionCheck check, MemoryBudget memory)
    {
        (_address, _connection, _check, _memory, _known) = (address, connection, check, memory, new KnownProfiles(memory));
        _table = address.Table.Length > 0 ? PostgresRelation.Find(connection, address.Table) : null;
        (_columns, _layout) = TableColumns.LayoutOf(RelationColumns.Of(connection, From), mapping, new CodeNames(book));
        if (!ReadsPages && _layout.IdPlace < 0)
            throw new InvalidDataException("a query or a view must have a column id: its rows are read in the order of the ids");
    }

    /// <summary>Connects and looks at the columns. Throws, with what is wrong, for what holds no residents.</summary>
    public static PostgresSource Open(
        PostgresAddress address, ColumnMapping mapping, PolicyBook book, QuestionCheck check, MemoryBudget memory)
    {
        var connection = ServerSession.Open(address);
        try
        {
            return Sql.Guarded(address, () =>
            {
                if (connection.PostgreSqlVersion.Major < LeastVersion)
                    throw new InvalidDataException($"the server is PostgreSQL {connection.PostgreSqlVersion}; expected {LeastVersion} or newer");
                Sql.Run(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                return new PostgresSource(address, connection, mapping, book, check, memory);
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public InputPosition First => new(0, 1);

    public bool HasIds => _layout.IdPlace >= 0;

    public bool CanReadAgain => true;

    public InputRange RangeOf(Shard shard)
    {
        if (!ReadsPages) throw new InvalidDataException("--shard: what a query or a view gives cannot be divided; a table can, by its pages");
        var pages = _table!.Pages;
        return new InputRange(shard, First.Offset, InputRange.Nominal(0, pages, shard.Number - 1, shard.Count),
            InputRange.Nominal(0, pages, shard.Number, shard.Count), pages);
    }

    public InputPosition PositionAt(long offset) => new(offset, First.Row + Sql.Guarded(_address, () => _table!.RowsBefore(_connection, offset)));

    /// <summary>Only a table has pages.</summary>
    private bool ReadsPages => _table is { HasPages: true };

    /// <summary>What is read, for FROM.</summary>
    private string From => _table is { } table ? table.Name : $"({_address.Query}\n) AS asked";

    /// <summary>Looks at all rows, so that a job does not go on with other residents than it began with.</summary>
    public JsonObject Identity()
    {
        var (rows, state) = Sql.Guarded(_address, () => ReadsPages ? _table!.State(_connection) : QueryState());
        return new JsonObject { ["database"] = _address.Shown, ["rows"] = rows, ["state"] = state, ["mapping"] = _layout.Mapping.Digest };
    }

    public IReadOnlyList<string> PassedHeaders(IEnumerable<string> others) => _layout.PassThroughHeaders(others);

    public IInput Start(InputPosition from, long end, long partRows) => Sql.Guarded(_address, () =>
    {
        var select = $"SELECT {string.Join(", ", _columns.Select(column => column.Expression))} FROM {From}";
        if (ReadsPages) PrepareForPages();
        var blockRows = (int)Math.Clamp(partRows, 1, _memory.BlockBytes / BytesPerRow);
        ITableRows rows = ReadsPages
            ? new Pages(_connection, select, _table!.Pages, Math.Max(1, blockRows / RowsPerPage), _memory.BlockBytes)
            : new OrderedRows(_connection, $"{select} ORDER BY {OrderOfIds}", blockRows, _memory.BlockBytes);
        return new TableInput(_address, rows, from, end, NewReader);
    });

    public void Dispose() => _connection.Dispose();

    /// <summary>The rows of a page come in their order, and moments are written alike wherever the role is.</summary>
    private void PrepareForPages()
    {
        // Otherwise the server may prefer to read all pages to find a few, or let several processes read them.
        Sql.Run(_connection, "SET LOCAL enable_seqscan = off");
        Sql.Run(_connection, "SET LOCAL max_parallel_workers_per_gather = 0");
        // What a query or a view makes of a moment is its own, and may depend on where the role is.
        if (_address.Plan.Library.Timezone is null) Sql.Run(_connection, "SET LOCAL TimeZone = 'UTC'");
    }

    private string OrderOfIds => $"({_columns[_layout.IdPlace].Expression}) COLLATE pg_catalog.\"C\"";

    private TupleRows NewReader() => new(new CsvLineReader(_check, _layout, _known), _layout, _columns);

    private (long Rows, string State) QueryState()
    {
        // The sum changes with every value, and does not depend on the order.
        using var command = new NpgsqlCommand($"""
            SELECT pg_catalog.count(*), pg_catalog.count(DISTINCT {OrderOfIds}),
              coalesce(pg_catalog.sum(pg_catalog.hashtextextended(asked::pg_catalog.text, 0::pg_catalog.int8)), 0::pg_catalog.numeric)::pg_catalog.text
            FROM (SELECT * FROM {From}) AS asked
            """, _connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        var (rows, ids) = (reader.GetInt64(0), reader.GetInt64(1));
        if (ids < rows) throw new InvalidDataException(
            $"{rows - ids} of {rows} rows have no id, or one that another row has; a query or a view needs unique ids");
        return (rows, reader.GetString(2));
    }
}

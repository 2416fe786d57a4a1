using System.Globalization;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>A table, or something like one, as the server knows it.</summary>
/// <param name="Name">With its schema, in quotes, for statements.</param>
/// <param name="HasPages">Whether it is a table by itself and not a view, say, or one of several partitions.</param>
/// <param name="Pages">How many.</param>
internal sealed record PostgresRelation(string Name, bool HasPages, long Pages)
{
    /// <summary>Throws for a table that is not there or that nobody may see.</summary>
    public static PostgresRelation Find(NpgsqlConnection connection, string written)
    {
        if (!TableNames.IsThere(connection, written)) throw TableNames.Missing(connection, written);
        using var command = new NpgsqlCommand("""
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind IN ('r', 'm'),
              CASE WHEN c.relkind IN ('r', 'm')
                THEN pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::pg_catalog.int8 ELSE 0 END
            FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.oid = pg_catalog.to_regclass(@name)::pg_catalog.oid
            """, connection);
        command.Parameters.AddWithValue("name", written);
        using var reader = command.ExecuteReader();
        if (!reader.Read()) throw TableNames.Missing(connection, written);
        return new(reader.GetString(0), reader.GetBoolean(1), reader.GetInt64(2));
    }

    /// <summary>How many rows stand on the pages before one.</summary>
    public long RowsBefore(NpgsqlConnection connection, long page)
    {
        var place = $"'({page.ToString(CultureInfo.InvariantCulture)},0)'::pg_catalog.tid";
        using var command = new NpgsqlCommand($"SELECT pg_catalog.count(*) FROM {Name} WHERE ctid < {place}", connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>
    /// The number of rows, and a text that changes with every row that is added, changed or removed: the sum of the numbers of the
    /// transactions that wrote the rows, and the file that holds them.
    /// </summary>
    public (long Rows, string State) State(NpgsqlConnection connection)
    {
        // age() counts from a number that grows; the sum of the ages and the number of rows give the sum of what does not.
        using var command = new NpgsqlCommand($"""
            SELECT rows, pg_catalog.pg_relation_filenode(@name::pg_catalog.regclass)::pg_catalog.text || '/'::pg_catalog.text
              || (counted::pg_catalog.numeric * (now + pg_catalog.age(low)::pg_catalog.numeric) - ages::pg_catalog.numeric)::pg_catalog.text
            FROM (SELECT pg_catalog.count(*) AS rows, pg_catalog.count(*) FILTER (WHERE pg_catalog.age(xmin) < 2147483647) AS counted,
                coalesce(pg_catalog.sum(pg_catalog.age(xmin)) FILTER (WHERE pg_catalog.age(xmin) < 2147483647), 0) AS ages FROM {Name}) AS t,
              (SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.numeric AS now,
                pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.xid AS low) AS s
            """, connection);
        command.Parameters.AddWithValue("name", Name);
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetString(1));
    }
}

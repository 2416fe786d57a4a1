using Canbao.Documents.Residents;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>A table for answers: the columns of the answers that it has, of types that can hold them.</summary>
/// <param name="Name">With its schema, in quotes.</param>
/// <param name="Checkpoints">The table of checkpoints in the same schema.</param>
internal sealed record TargetTable(string Name, string Checkpoints, TargetColumn Id, IReadOnlyList<(TargetColumn Column, QuoteColumn Field)> Columns)
{
    // Any number that nobody else takes for a lock.
    private const long Making = 0x6361_6E62_616F;

    // The name as the server understands names: it may hold a schema, and quotes. Without a schema it is the first of the role's own.
    private const string FullName = """
        SELECT CASE WHEN pg_catalog.count(*) = 1 THEN (SELECT pg_catalog.quote_ident(schema::pg_catalog.text) || '.'::pg_catalog.text
            FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY AS own(schema, place)
            WHERE schema OPERATOR(pg_catalog.<>) 'pg_catalog'::pg_catalog.name ORDER BY place LIMIT 1) ELSE ''::pg_catalog.text END
          || pg_catalog.string_agg(pg_catalog.quote_ident(part), '.'::pg_catalog.text)
        FROM pg_catalog.unnest(pg_catalog.parse_ident(@name)) AS part
        """;

    public TupleFormat Format => new(Id, Columns);

    public IEnumerable<string> ColumnNames => Columns.Select(column => column.Column.Name).Prepend(Id.Name);

    /// <summary>Finds the table, or makes it, with its checkpoints. Throws with all that is wrong with it.</summary>
    /// <param name="fields">The columns of the answers.</param>
    /// <param name="needsAll">Whether the table must have all of them.</param>
    public static TargetTable Open(NpgsqlConnection connection, string written, IReadOnlyList<QuoteColumn> fields, bool needsAll)
    {
        using var transaction = connection.BeginTransaction();
        // IF NOT EXISTS is not enough where two programs do it at the same time.
        Sql.Run(connection, $"SELECT pg_catalog.pg_advisory_xact_lock({Making}::pg_catalog.int8)");
        if (!TableNames.IsThere(connection, written)) Make(connection, written, fields);
        var relation = PostgresRelation.Find(connection, written);
        var columns = RelationColumns.Of(connection, relation.Name).ConvertAll(column => new TargetColumn(column.Name, column.Type));
        var target = Of(relation.Name, columns, fields, needsAll);
        Sql.Run(connection, $"""
            CREATE TABLE IF NOT EXISTS {target.Checkpoints} (
              job text NOT NULL, part integer NOT NULL, target text NOT NULL, run text NOT NULL, written_at timestamptz NOT NULL DEFAULT now(),
              checkpoint jsonb, PRIMARY KEY (job, part))
            """);
        transaction.Commit();
        return target;
    }

    private static void Make(NpgsqlConnection connection, string written, IReadOnlyList<QuoteColumn> fields)
    {
        var columns = fields.Select(field => TargetColumn.For(field.Name, field.Kind)).Select(column => $", {Sql.Name(column.Name)} {column.Type}");
        var name = (string?)Sql.Value(connection, FullName, ("name", written)) ?? throw new InvalidDataException(
            $"the table '{Policies.Shown.Text(written)}' cannot be made: the role's search_path names no schema that is there; expected schema.table");
        Sql.Run(connection, $"CREATE TABLE {name} ({Sql.Name(ResidentFields.Id)} text{string.Concat(columns)})");
    }

    private static TargetTable Of(string name, List<TargetColumn> there, IReadOnlyList<QuoteColumn> fields, bool needsAll)
    {
        var problems = new List<string>();
        var columns = new List<(TargetColumn, QuoteColumn)>();
        var id = there.Find(column => column.Name == ResidentFields.Id);
        if (id is null) problems.Add($"it has no column '{ResidentFields.Id}'");
        else if (!id.IsText && id.Type is not ("int4" or "int8")) problems.Add($"column 'id' is of type {id.Type}; expected text, varchar, int8 or int4");
        foreach (var field in fields)
        {
            if (there.Find(column => column.Name == field.Name) is { } column)
            {
                if (column.ProblemWith(field.Kind) is { } problem) problems.Add(problem);
                columns.Add((column, field));
            }
            else if (needsAll) problems.Add($"it has no column '{field.Name}'");
        }
        if (columns.Count == 0) problems.Add($"it has no column of the answers; they are {string.Join(", ", fields.Select(field => field.Name))}");
        if (problems.Count > 0) throw new InvalidDataException($"the table {name} cannot take the answers: {string.Join("; ", problems)}");
        return new(name, $"{name[..(SchemaEnd(name) + 1)]}canbao_checkpoint", id!, columns);
    }

    /// <summary>The place of the point between schema and table, of which each may be in quotes and hold points.</summary>
    private static int SchemaEnd(string name) =>
        name[0] == '"' ? name.IndexOf("\".", 1, StringComparison.Ordinal) + 1 : name.IndexOf('.', StringComparison.Ordinal);
}

using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>The columns of what stands behind FROM, with the server's names of their types, such as int4 or _text.</summary>
internal static class RelationColumns
{
    public static List<(string Name, string Type)> Of(NpgsqlConnection connection, string from)
    {
        var columns = Described(connection, from);
        var names = NamesOf(connection, columns.Select(column => column.Type).Distinct());
        return columns.ConvertAll(column => (column.Name, names[column.Type]));
    }

    private static List<(string Name, uint Type)> Described(NpgsqlConnection connection, string from)
    {
        using var command = new NpgsqlCommand($"SELECT * FROM {from} LIMIT 0", connection) { AllResultTypesAreUnknown = true };
        using var reader = command.ExecuteReader(System.Data.CommandBehavior.SchemaOnly);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetDataTypeOID(i)))];
    }

    private static Dictionary<uint, string> NamesOf(NpgsqlConnection connection, IEnumerable<uint> types)
    {
        var names = new Dictionary<uint, string>();
        foreach (var type in types)
            names.Add(type, (string)Sql.Value(connection, $"SELECT typname::pg_catalog.text FROM pg_catalog.pg_type WHERE oid = '{type}'::pg_catalog.oid")!);
        return names;
    }
}

using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>Names of tables as users write them. As in SQL, one with capitals, blanks or other signs stands in quotes.</summary>
internal static class TableNames
{
    /// <summary>Whether there is such a table. Throws, and shows how to write it, for what is no name, or one that was meant otherwise.</summary>
    public static bool IsThere(NpgsqlConnection connection, string written)
    {
        var quoted = Quoted(written);
        if (Has(connection, written)) return true;
        if (quoted != written && Has(connection, quoted)) throw new InvalidDataException(
            $"the database {connection.Database} has no table '{Policies.Shown.Text(written)}', but one of this name in quotes: {Hint(quoted)}");
        return false;
    }

    /// <summary>What to say of a table that is not there.</summary>
    public static InvalidDataException Missing(NpgsqlConnection connection, string written)
    {
        var quoted = Quoted(written);
        return new($"the database {connection.Database} has no table '{Policies.Shown.Text(written)}'"
            + (quoted == written ? "" : $". A name with capitals, blanks or other signs stands in quotes: {Hint(quoted)}"));
    }

    private static bool Has(NpgsqlConnection connection, string name)
    {
        try
        {
            return Sql.Value(connection, "SELECT pg_catalog.to_regclass(@name)::pg_catalog.oid", ("name", name)) is not null;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidName or PostgresErrorCodes.SyntaxError)
        {
            var quoted = Quoted(name);
            throw new InvalidDataException($"'{Policies.Shown.Text(name)}' is no name of a table"
                + (quoted == name ? "" : $". A name with capitals, blanks or other signs stands in quotes: {Hint(quoted)}"), e);
        }
    }

    private static string Hint(string quoted) =>
        $"?table={Policies.Shown.Text(quoted)}, in a shell within '...', or ?table={Policies.Shown.Text(Uri.EscapeDataString(quoted))}";

    /// <summary>With quotes around the parts that need them; one that has any is left to who wrote it.</summary>
    private static string Quoted(string written) => written.Contains('"') ? written : string.Join('.', written.Split('.').Select(QuotedPart));

    private static string QuotedPart(string part) =>
        part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '$' || c > '\u007f') && part.Length > 0 && !char.IsAsciiDigit(part[0])
            ? part : Sql.Name(part);
}

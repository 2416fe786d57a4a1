using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// A table or a query as the user names it: postgres://user:password@host:port/database?table=schema.table or ?query=SELECT ...
/// What is not given is taken as other PostgreSQL clients take it: PGUSER, PGPASSWORD, PGPASSFILE, PGSSLMODE, port 5432.
/// </summary>
internal sealed class PostgresAddress
{
    private const string Form = "postgres://[user[:password]@]host[:port]/database?table=[schema.]table or ...?query=SELECT ...";

    private readonly NpgsqlConnectionStringBuilder _connection;

    private PostgresAddress(NpgsqlConnectionStringBuilder connection, string table, string query) =>
        (_connection, Table, Query) = (connection, table, query);

    /// <summary>As it was written, with its schema if it was given; empty for a query.</summary>
    public string Table { get; }

    /// <summary>Empty for a table.</summary>
    public string Query { get; }

    public string Database => _connection.Database!;

    /// <summary>Holds the password: for the library alone.</summary>
    public string ConnectionString => _connection.ConnectionString;

    /// <summary>For messages and for the identity of a job: without user and password.</summary>
    public string Shown => $"postgres://{_connection.Host}:{_connection.Port}/{_connection.Database}"
        + (Table.Length > 0 ? $"?table={Table}" : $"?query={Query}");

    /// <summary>Whether a text names a database and not a file.</summary>
    public static bool IsOne(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>Throws, without showing the password, for what is no such address.</summary>
    public static PostgresAddress Parse(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        // Everything behind query= belongs to the query.
        var (place, asked) = Cut(rest, '?');
        var (server, database) = Cut(place, '/');
        var (user, host) = server.Contains('@') ? (server[..server.LastIndexOf('@')], server[(server.LastIndexOf('@') + 1)..]) : ("", server);
        var (key, value) = Cut(asked, '=');
        value = Uri.UnescapeDataString(value).Trim();
        if (host.Length == 0 || database.Length == 0) throw Wrong("it names no host or no database");
        if (value.Length == 0 || key is not ("table" or "query")) throw Wrong("expected table= or query= behind the question mark");
        return key == "table" ? new(Connection(user, host, database), value, "") : new(Connection(user, host, database), "", value.TrimEnd(';', ' ', '\n'));
    }

    private static NpgsqlConnectionStringBuilder Connection(string user, string host, string database)
    {
        var (name, password) = Cut(user, ':');
        var colon = host.EndsWith(']') ? -1 : host.LastIndexOf(':');
        var port = 5432;
        if (colon >= 0 && (!int.TryParse(host.AsSpan(colon + 1), out port) || port is < 1 or > 65_535))
            throw Wrong($"'{Policies.Shown.Text(host)}' has no port from 1 to 65535");
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(colon >= 0 ? host[..colon] : host).Trim('[', ']'), Port = port, Database = Uri.UnescapeDataString(database),
            ApplicationName = "canbao", Pooling = false, Timeout = 15, CommandTimeout = 0, KeepAlive = 30,
            ReadBufferSize = 1 << 17, WriteBufferSize = 1 << 17, IncludeErrorDetail = false,
        };
        if (name.Length > 0) connection.Username = Uri.UnescapeDataString(name);
        if (password.Length > 0) connection.Password = Uri.UnescapeDataString(password);
        return connection;
    }

    private static (string Before, string Behind) Cut(string text, char at) =>
        text.IndexOf(at) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    private static InvalidDataException Wrong(string why) => new($"the address of the database is not understood: {why}. Its form is {Form}");
}

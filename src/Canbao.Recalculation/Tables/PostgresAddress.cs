using System.Collections;
using Canbao.Recalculation.Tables.Connections;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// A table or a query as the user names it: postgres://user:password@host:port/database?table=schema.table or ?query=SELECT ..., with parameters
/// of the connection before it. What it does not say the environment may say, as for other PostgreSQL clients.
/// </summary>
internal sealed class PostgresAddress
{
    private const string Form = "postgres://[user[:password]@]host[:port]/database?[sslmode=...&]table=[schema.]table or ...?query=SELECT ...";

    private PostgresAddress(ConnectionPlan plan, string table, string query) => (Plan, Table, Query) = (plan, table, query);

    /// <summary>Holds the password.</summary>
    public ConnectionPlan Plan { get; }

    /// <summary>As it was written, with its schema if it was given; empty for a query.</summary>
    public string Table { get; }

    /// <summary>Empty for a table.</summary>
    public string Query { get; }

    /// <summary>Holds the password: for the library alone.</summary>
    public string ConnectionString => Plan.Library.ConnectionString;

    /// <summary>For messages and for the identity of a job: without user and password.</summary>
    public string Shown => $"postgres://{Plan.Library.Host}:{Plan.Library.Port}/{Plan.Library.Database}"
        + (Table.Length > 0 ? $"?table={Table}" : $"?query={Query}");

    /// <summary>Whether a text names a database and not a file.</summary>
    public static bool IsOne(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>Throws, without showing the password, for what is no such address, or asks for what cannot be done.</summary>
    public static PostgresAddress Parse(string text) => Parse(text, Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""));

    /// <summary>With another environment.</summary>
    public static PostgresAddress Parse(string text, IReadOnlyDictionary<string, string> variables)
    {
        var (place, asked) = Cut(text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..], '?');
        var said = new Dictionary<string, string>();
        AddPlace(said, place);
        var query = AddAsked(said, asked);
        said.Remove("table", out var table);
        if (query.Length > 0 == table is not null) throw Wrong("expected table= or query= behind the question mark, and one of them");
        var given = ConnectionParameters.Gather(said, variables);
        if (!given.ContainsKey("host")) throw Wrong("it names no host, and neither does PGHOST");
        if (!given.ContainsKey("dbname")) throw Wrong("it names no database, and neither does PGDATABASE");
        return new(ConnectionPlan.Of(given, variables), table ?? "", query);
    }

    private static void AddPlace(Dictionary<string, string> said, string place)
    {
        var (server, database) = Cut(place, '/');
        var (user, host) = server.Contains('@') ? (server[..server.LastIndexOf('@')], server[(server.LastIndexOf('@') + 1)..]) : ("", server);
        var (name, password) = Cut(user, ':');
        var colon = host.EndsWith(']') ? -1 : host.LastIndexOf(':');
        if (colon >= 0) said.Add("port", Uri.UnescapeDataString(host[(colon + 1)..]));
        (string Name, string Text)[] parts =
            [("host", (colon >= 0 ? host[..colon] : host).Trim('[', ']')), ("dbname", database), ("user", name), ("password", password)];
        foreach (var part in parts)
            if (part.Text.Length > 0) said.Add(part.Name, Uri.UnescapeDataString(part.Text));
    }

    /// <summary>Everything behind query= belongs to the query, which is returned; all else are parameters.</summary>
    private static string AddAsked(Dictionary<string, string> said, string asked)
    {
        const string query = "query=";
        while (asked.Length > 0)
        {
            if (asked.StartsWith(query, StringComparison.Ordinal)) return QueryOf(asked[query.Length..]);
            (var parameter, asked) = Cut(asked, '&');
            var (name, value) = Cut(parameter, '=');
            if (!said.TryAdd(name, Unescaped(value))) throw Wrong($"it says '{Policies.Shown.Text(name)}' twice");
            if (said[name].Length == 0) throw Wrong($"expected table= or query=, or name=value, and '{Policies.Shown.Text(name)}' has no value");
        }
        return "";
    }

    private static string QueryOf(string text)
    {
        var last = text[(text.LastIndexOf('&') + 1)..];
        var (name, value) = Cut(last, '=');
        if (last.Length < text.Length && !value.Any(char.IsWhiteSpace) && ConnectionParameters.All.Any(parameter => parameter.Name == name))
            throw Wrong($"everything behind query= belongs to the query; expected {name}= before it");
        return Unescaped(text).TrimEnd(';', ' ', '\n');
    }

    private static string Unescaped(string value) => Uri.UnescapeDataString(value).Trim();

    private static (string Before, string Behind) Cut(string text, char at) =>
        text.IndexOf(at) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    private static InvalidDataException Wrong(string why) => new($"the address of the database is not understood: {why}. Its form is {Form}");
}

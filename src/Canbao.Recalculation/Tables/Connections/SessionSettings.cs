namespace Canbao.Recalculation.Tables.Connections;

/// <summary>
/// What a session of ours depends on. The role, the database or the server may have it otherwise: then a run would end halfway, or read and
/// write other bytes.
/// </summary>
internal static class SessionSettings
{
    /// <summary>A run takes as long as it takes, and waits between statements while rows are answered. This one holds for the others, too.</summary>
    public const string First = "statement_timeout";

    // Those that an older server does not know are passed over.
    private static readonly (string Name, string Value)[] Settings =
    [
        ("lock_timeout", "0"), ("idle_in_transaction_session_timeout", "0"), ("idle_session_timeout", "0"), ("transaction_timeout", "0"),
        ("default_transaction_read_only", "off"), ("default_transaction_isolation", "read committed"), ("default_transaction_deferrable", "off"),
        // What may not be seen is left out, as everywhere; off would make it an error.
        ("row_security", "on"),
        // How values are written and read as text. The order of day and month stays the role's: it is for what its own statements read.
        ("DateStyle", "ISO"), ("IntervalStyle", "postgres"), ("bytea_output", "hex"), ("extra_float_digits", "1"), ("xmlbinary", "base64"),
        ("standard_conforming_strings", "on"), ("quote_all_identifiers", "off"), ("transform_null_equals", "off"), ("array_nulls", "on"),
        // Rows come in the order of their pages.
        ("synchronize_seqscans", "off"), ("enable_tidscan", "on"), ("gin_fuzzy_search_limit", "0"),
    ];

    // These are set where a table is read.
    private static readonly string[] Others = [First, "enable_seqscan", "max_parallel_workers_per_gather", "TimeZone", "client_encoding"];

    /// <summary>What nobody else may set for a session of ours.</summary>
    public static IEnumerable<string> Names => [.. Others, .. Settings.Select(setting => setting.Name)];

    /// <summary>Sets all but the first.</summary>
    /// <param name="dayOrder">Of day, month and year in dates that are read; empty for that of the server.</param>
    public static string Statement(string dayOrder)
    {
        var values = Settings.Select(setting => setting.Name == "DateStyle" && dayOrder.Length > 0 ? (setting.Name, Value: $"ISO, {dayOrder}") : setting);
        var rows = values.Select(setting => $"('{setting.Name}'::pg_catalog.text, '{setting.Value}'::pg_catalog.text)");
        return $"""
            SELECT pg_catalog.set_config(s.name, v.value, false)
            FROM (VALUES {string.Join(", ", rows)}) AS v(name, value)
              JOIN pg_catalog.pg_settings AS s ON s.name OPERATOR(pg_catalog.=) v.name
            """;
    }

    /// <summary>
    /// Tables without a schema are found where the role looks for them, and so is what its views and triggers call; but the server's own functions
    /// and operators come first, whatever others are called.
    /// </summary>
    public const string OwnFunctionsFirst = """
        SELECT pg_catalog.set_config('search_path', CASE WHEN pg_catalog.length(path) OPERATOR(pg_catalog.=) 0 THEN 'pg_catalog'
          ELSE 'pg_catalog, ' OPERATOR(pg_catalog.||) path END, false)
        FROM pg_catalog.current_setting('search_path') AS path
        """;
}

using System.Security.Cryptography;
using Npgsql;

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>Opens connections whose sessions are as we need them, whatever the role, the database or the server has set.</summary>
internal static class ServerSession
{
    // A server with much to do may take longer than its limit even for the statement that lifts it.
    private const int MostAttempts = 20;

    public static NpgsqlConnection Open(PostgresAddress address)
    {
        try
        {
            return Prepared(address);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            // Files of certificates that hold something else, and settings that do not fit together.
            throw new InvalidDataException($"{address.Shown}: the connection cannot be made as it is asked for ({address.Plan.Encryption}): {e.Message}", e);
        }
    }

    private static NpgsqlConnection Prepared(PostgresAddress address)
    {
        var connection = Closed(address);
        try
        {
            return Sql.Guarded(address, () =>
            {
                connection.Open();
                Prepare(connection, address);
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static NpgsqlConnection Closed(PostgresAddress address)
    {
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        // The library would ask the server for all its types first, with a statement of its own that the server's limits may end.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        if (address.Plan.Tls is { } tls) builder.UseSslClientAuthenticationOptionsCallback(tls);
        // Without a pool it holds nothing that would have to be given back.
        return builder.Build().CreateConnection();
    }

    private static void Prepare(NpgsqlConnection connection, PostgresAddress address)
    {
        LiftLimit(connection);
        CheckServer(connection, address);
        using (var command = Sql.Command(connection, SessionSettings.Statement(address.Plan.DayOrder)))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                // Each row sets one.
            }
        }
        Sql.Value(connection, SessionSettings.OwnFunctionsFirst);
    }

    private static void LiftLimit(NpgsqlConnection connection)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Sql.Run(connection, $"SET {SessionSettings.First} = 0");
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled && attempt < MostAttempts)
            {
                // Again.
            }
        }
    }

    /// <summary>As the server is before anything is set.</summary>
    private static void CheckServer(NpgsqlConnection connection, PostgresAddress address)
    {
        var wanted = address.Plan.TargetSession;
        if (wanted is "any" or "prefer-standby") return;
        var isStandby = (bool)Sql.Value(connection, "SELECT pg_catalog.pg_is_in_recovery()")!;
        var isReadOnly = isStandby || (string?)Sql.Value(connection, "SELECT pg_catalog.current_setting('default_transaction_read_only')") == "on";
        if (wanted switch { "read-write" => !isReadOnly, "read-only" => isReadOnly, "standby" => isStandby, _ => !isStandby }) return;
        throw new InvalidDataException($"{address.Shown}: target_session_attrs is {wanted}, and the server is a {(isStandby ? "standby" : "primary")}"
            + $" whose transactions {(isReadOnly ? "only read" : "may write")}");
    }
}

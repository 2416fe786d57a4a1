using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Canbao.Recalculation.Tables;

/// <summary>Names and texts within a statement, and what goes wrong with one.</summary>
internal static class Sql
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string text) => $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>How many rows it concerned.</summary>
    public static int Run(NpgsqlConnection connection, string statement, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(connection, statement, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null if there is none.</summary>
    public static object? Value(NpgsqlConnection connection, string statement, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(connection, statement, values);
        return command.ExecuteScalar() is { } value && value is not DBNull ? value : null;
    }

    public static NpgsqlCommand Command(NpgsqlConnection connection, string statement, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = new NpgsqlCommand(statement, connection);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>Does something with a database; what goes wrong there is said in one sentence that names the database.</summary>
    public static T Guarded<T>(PostgresAddress address, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException e)
        {
            throw Failed(address, e);
        }
    }

    /// <summary>What to throw instead.</summary>
    public static IOException Failed(PostgresAddress address, NpgsqlException e) => new($"{address.Shown}: {Told(e, address.Plan.Encryption)}", e);

    private static string Told(NpgsqlException e, string encryption) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } p =>
            $"the connection was ended: {p.MessageText}. What is committed is safe; the same command goes on from there",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } p =>
            $"{p.MessageText}. What is committed is safe; make room, and the same command goes on from there",
        PostgresException p => $"{p.MessageText} ({p.SqlState})",
        { InnerException: AuthenticationException or CryptographicException } =>
            $"the connection cannot be encrypted as it is asked for ({encryption}): {e.InnerException!.Message}",
        { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException } =>
            $"the connection cannot be made or was lost: {e.InnerException!.Message}. What is committed is safe; the same command goes on from there",
        _ => e.Message.StartsWith("SSL ", StringComparison.Ordinal) ? $"{e.Message} ({encryption})" : e.Message,
    };
}

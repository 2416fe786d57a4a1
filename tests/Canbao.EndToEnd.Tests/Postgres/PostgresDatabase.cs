using Npgsql;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A database of one test. Its address is what the user writes, without a table.</summary>
internal sealed class PostgresDatabase(string connectionString, string address)
{
    internal string ConnectionString => connectionString;

    internal string Address => address;

    /// <summary>The address for another user.</summary>
    internal string AddressFor(string user, string password)
    {
        var server = address[(address.LastIndexOf('@') + 1)..];
        return $"postgres://{user}:{Uri.EscapeDataString(password)}@{server}";
    }

    internal async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    internal async Task RunAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one value that a query gives.</summary>
    internal async Task<T> ValueAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

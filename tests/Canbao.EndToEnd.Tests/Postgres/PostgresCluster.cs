using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Canbao.EndToEnd.Tests.Interop;
using Npgsql;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own: Debian's package, a temporary folder, a free port of the loopback, a password. It ends with the tests.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    internal const string Password = "Geheim-7/42";

    private const string Programs = "/usr/lib/postgresql";
    private const string Unprivileged = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What is committed must outlive the server, not the machine.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "full_page_writes=off", "jit=off",
        "autovacuum=off", "shared_buffers=128MB", "max_wal_size=4GB", "max_connections=50",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canbao-postgres-");
    private readonly StringBuilder _said = new();
    private Process? _server;
    private bool _hasPort;

    internal int Port { get; private set; }

    internal string Folder => _folder.FullName;

    /// <summary>As a library wants it.</summary>
    internal string ConnectionString => ConnectionTo("postgres");

    private string Data => Path.Combine(_folder.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        var secret = Path.Combine(_folder.FullName, "secret");
        await File.WriteAllTextAsync(secret, Password + "\n");
        if (Environment.IsPrivilegedProcess) await Child.SucceedAsync("/bin/chown", "-R", $"{Unprivileged}:", _folder.FullName);
        var made = await Child.RunAsync(AsUser("initdb", "-D", Data, "-U", Unprivileged, "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8",
            "--locale=C", "--no-sync"));
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        await StartAsync();
    }

    /// <summary>Starts a server that is not running, on the same data, on the same port if it had one.</summary>
    internal async Task StartAsync()
    {
        // Another program may take a free port before the server does.
        for (var attempt = 1; !await TryStartAsync(); attempt++) Assert.True(attempt < 3, $"PostgreSQL did not start:\n{Said()}");
        _hasPort = true;
    }

    /// <summary>INT ends it in order and breaks connections off; QUIT ends it as a loss of power would.</summary>
    internal async Task StopAsync(string signal = "INT")
    {
        if (_server is null) return;
        await Child.SucceedAsync("/bin/kill", $"-{signal}", _server.Id.ToString(CultureInfo.InvariantCulture));
        using var patience = new CancellationTokenSource(Patience);
        await _server.WaitForExitAsync(patience.Token);
        _server.Dispose();
        _server = null;
    }

    /// <summary>Reads its settings again; returns when new connections have them.</summary>
    internal async Task ReloadAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var before = new NpgsqlCommand("SELECT pg_conf_load_time()", connection);
        var loaded = (DateTime)(await before.ExecuteScalarAsync())!;
        await using var reload = new NpgsqlCommand("SELECT pg_reload_conf()", connection);
        await reload.ExecuteNonQueryAsync();
        for (var clock = Stopwatch.StartNew(); await LoadedAsync() <= loaded; await Task.Delay(20)) Assert.True(clock.Elapsed < Patience);
    }

    /// <summary>A database that no other test knows, as the user writes it: postgres://user:password@host:port/name.</summary>
    internal async Task<PostgresDatabase> CreateDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0", connection);
        await command.ExecuteNonQueryAsync();
        return new PostgresDatabase(ConnectionTo(name), $"postgres://{Unprivileged}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/{name}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            if (_server is { HasExited: false }) _server.Kill();
            _folder.Delete(recursive: true);
        }
    }

    private async Task<DateTime> LoadedAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_conf_load_time()", connection);
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = Port, Database = database, Username = Unprivileged, Password = Password, Pooling = false, Timeout = 10,
    }.ConnectionString;

    private async Task<bool> TryStartAsync()
    {
        if (!_hasPort) Port = FreePort();
        var command = AsUser("postgres", ["-D", Data, .. Settings.Append($"port={Port}").SelectMany(setting => new[] { "-c", setting })]);
        _server = Child.Start(command);
        _server.ErrorDataReceived += (_, line) => Hear(line.Data);
        _server.BeginErrorReadLine();
        for (var clock = Stopwatch.StartNew(); !_server.HasExited; await Task.Delay(50))
        {
            if (await AnswersAsync()) return true;
            Assert.True(clock.Elapsed < Patience, $"PostgreSQL is not ready after {Patience.TotalSeconds} s:\n{Said()}");
        }
        _server.Dispose();
        _server = null;
        return false;
    }

    private void Hear(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }

    private string Said()
    {
        lock (_said) return _said.ToString();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The server refuses to run as root. The program takes the place of setpriv, so the process is the server's own.</summary>
    private ProcessStartInfo AsUser(string program, params string[] arguments)
    {
        var path = Path.Combine(NewestPrograms(), program);
        string[] lesser = ["--reuid", Unprivileged, "--regid", Unprivileged, "--clear-groups", "--", path];
        var command = Environment.IsPrivilegedProcess ? Child.Command("setpriv", [.. lesser, .. arguments]) : Child.Command(path, arguments);
        command.WorkingDirectory = _folder.FullName;
        return command;
    }

    private static string NewestPrograms()
    {
        var versions = Directory.Exists(Programs) ? Directory.GetDirectories(Programs).Where(path => File.Exists(Path.Combine(path, "bin/initdb"))) : [];
        var newest = versions.MaxBy(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));
        Assert.True(newest is not null, "initdb is not there; expected Debian's package postgresql");
        return Path.Combine(newest, "bin");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One cluster for all tests of a database.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>
{
    internal const string Name = "PostgreSQL";
}

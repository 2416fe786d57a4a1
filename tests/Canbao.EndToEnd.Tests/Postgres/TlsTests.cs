using Canbao.EndToEnd.Tests.Interop;
using Canbao.Recalculation.Tables;
using Canbao.Recalculation.Tables.Connections;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A connection is encrypted, and the server's certificate looked at, as sslmode asks for it; never less.</summary>
public sealed class TlsTests(TlsServer server) : IClassFixture<TlsServer>
{
    private const string Open = "open", Encrypted = "encrypted", NoTls = "No SSL enabled connection", NotTrusted = "cannot be encrypted as it is asked for";

    /// <summary>Modes without and with the authority that is trusted.</summary>
    public static TheoryData<string, string, string, string, string, string, string, string> Rows { get; } = new()
    {
        // The server's certificate; disable, allow, prefer, require; require, verify-ca, verify-full with the authority.
        { "none", Open, Open, Open, NoTls, NoTls, NoTls, NoTls },
        { "good", Open, Open, Encrypted, Encrypted, Encrypted, Encrypted, Encrypted },
        { "other host", Open, Open, Encrypted, Encrypted, Encrypted, Encrypted, NotTrusted },
        { "other authority", Open, Open, Encrypted, Encrypted, NotTrusted, NotTrusted, NotTrusted },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Connection_IsWhatItsModeAsksFor(string certificate, string disable, string allow, string prefer, string require, string requireTrusted,
        string verifyCa, string verifyFull)
    {
        await server.PresentAsync(certificate);
        var trusted = $"sslrootcert={server.Trusted}&sslmode=";
        (string Parameters, string Expected)[] cases =
        [
            ("sslmode=disable", disable), ("sslmode=allow", allow), ("sslmode=prefer", prefer), ("", prefer), ("sslmode=require", require),
            (trusted + "require", requireTrusted), (trusted + "verify-ca", verifyCa), (trusted + "verify-full", verifyFull),
            (trusted + "disable", disable),
        ];
        foreach (var (parameters, expected) in cases) Assert.Equal((parameters, expected), (parameters, Outcome(parameters, expected)));
    }

    [Fact]
    public async Task WhatIsAskedOfTlsBeside_IsObeyed()
    {
        await server.PresentAsync("good");
        Assert.Equal("TLSv1.3", Version("sslmode=require&ssl_min_protocol_version=TLSv1.3"));
        Assert.Equal("TLSv1.2", Version("sslmode=require&ssl_max_protocol_version=TLSv1.2"));
        Assert.Equal("TLSv1.2", Version($"sslrootcert={server.Trusted}&sslmode=verify-full&ssl_max_protocol_version=TLSv1.2"));
        // Nobody's machine trusts the tests.
        Assert.Equal(NotTrusted, Outcome("sslrootcert=system", NotTrusted));
        Assert.Equal("cannot be", Outcome($"sslrootcert={server.Garbage}&sslmode=verify-full", "cannot be"));
        Assert.Equal("cannot be", Outcome($"sslcert={server.Garbage}&sslmode=require", "cannot be"));
        Assert.Equal(Encrypted, Outcome("sslmode=require&channel_binding=require&require_auth=scram-sha-256", Encrypted));
        Assert.Equal("not allowed", Outcome("sslmode=require&require_auth=md5", "not allowed"));
        Assert.Equal(Open, Outcome("sslmode=disable&target_session_attrs=read-write", Open));
        Assert.Equal("target_session_attrs is standby", Outcome("target_session_attrs=standby", "target_session_attrs is standby"));
    }

    /// <summary>As a user starts it: the environment is that of the process.</summary>
    [Theory]
    [InlineData("PGSSLMODE", "require", "", "No SSL enabled connection from this host is configured. (sslmode=require)")]
    [InlineData("PGSSLMODE", "verify-full", "", "the variable PGSSLMODE is 'verify-full'; expected the certificates that are trusted beside it")]
    [InlineData("PGSSLMODE", "foo", "", "the variable PGSSLMODE is 'foo'; expected disable, allow, prefer, require, verify-ca, verify-full")]
    [InlineData("PGSSLMODE", "require", "sslmode=prefer&", "has no table 'nobody'")]
    [InlineData("PGREQUIREAUTH", "md5", "", "not allowed")]
    [InlineData("PGREQUIREAUTH", "scram-sha-256", "", "has no table 'nobody'")]
    [InlineData("PGTARGETSESSIONATTRS", "read-only", "", "target_session_attrs is read-only")]
    [InlineData("PGTARGETSESSIONATTRS", "read-write", "", "has no table 'nobody'")]
    [InlineData("PGTZ", "Nowhere/Nothing", "", "invalid value for parameter \"TimeZone\"")]
    [InlineData("PGOPTIONS", "-c nothing.at=all -c geqo=perhaps", "", "parameter \"geqo\" requires a Boolean value")]
    public async Task Environment_IsObeyedByTheProgram(string variable, string value, string parameters, string said)
    {
        await server.PresentAsync("none");
        using var job = new TableJob();
        var command = Child.Command("dotnet", Path.Combine(AppContext.BaseDirectory, "canbao.dll"), "recalculate", "--in",
            $"{server.Database.Address}?{parameters}table=nobody", "--out", job.Here("out.csv"));
        command.Environment[variable] = value;
        var result = await Child.RunAsync(command);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(said, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, result.Errors, StringComparison.Ordinal);
    }

    private string Outcome(string parameters, string expected)
    {
        try
        {
            return Asked(parameters, "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == "true" ? Encrypted : Open;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return e.Message.Contains(expected, StringComparison.Ordinal) ? expected : e.Message;
        }
    }

    private string Version(string parameters) => Asked(parameters, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()");

    private string Asked(string parameters, string question)
    {
        var address = PostgresAddress.Parse($"{server.Database.Address}?{parameters}{(parameters.Length > 0 ? "&" : "")}query=SELECT 1");
        using var connection = ServerSession.Open(address);
        return (string)Sql.Value(connection, question)!;
    }
}

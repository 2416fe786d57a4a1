using Canbao.Recalculation.Tables;
using Npgsql;

namespace Canbao.Tests.Recalculation.Tables;

/// <summary>How a user names a table or a query.</summary>
public class PostgresAddressTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Theory]
    [InlineData("postgres://db.local/bureau?table=residents", "db.local", 5432, null, null, "residents", "")]
    [InlineData("postgresql://clerk@127.0.0.1:6000/bureau?table=y2025.residents", "127.0.0.1", 6000, "clerk", null, "y2025.residents", "")]
    [InlineData("postgres://clerk:a%2Fb%40c%3A@db/bureau?table=%22A%20B%22", "db", 5432, "clerk", "a/b@c:", "\"A B\"", "")]
    [InlineData("postgres://clerk:p@ss@[::1]:6000/bureau?table=t", "::1", 6000, "clerk", "p@ss", "t", "")]
    [InlineData("postgres://%2Frun%2Fpg/b?connect_timeout=5&table=t&application_name=x", "/run/pg", 5432, null, null, "t", "")]
    [InlineData("postgres:///?user=u&password=p%26q&host=db&port=6000&dbname=b&query=SELECT 1&2", "db", 6000, "u", "p&q", "", "SELECT 1&2")]
    [InlineData("postgres://db/b?query=SELECT * FROM r WHERE a=1&2 AND b LIKE 'x%25';", "db", 5432, null, null, "",
        "SELECT * FROM r WHERE a=1&2 AND b LIKE 'x%'")]
    public void Accepts_AnAddress(string text, string host, int port, string? user, string? password, string table, string query)
    {
        Assert.True(PostgresAddress.IsOne(text));
        var address = PostgresAddress.Parse(text, NoVariables);
        var connection = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        Assert.Equal((host, port, user, password), (connection.Host, connection.Port, connection.Username, connection.Password));
        Assert.Equal((table, query), (address.Table, address.Query));
    }

    [Theory]
    [InlineData("postgres://clerk:geheim@db/bureau", "table= or query=")]
    [InlineData("postgres://clerk:geheim@db/bureau?tables=x", "table= or query=")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=", "table= or query=")]
    [InlineData("postgres://clerk:geheim@/bureau?table=x", "no host")]
    [InlineData("postgres://clerk:geheim@db?table=x", "no database")]
    [InlineData("postgres://clerk:geheim@db:0/bureau?table=x", "1 to 65535")]
    [InlineData("postgres://clerk:geheim@db:port/bureau?table=x", "1 to 65535")]
    [InlineData("postgres://clerk:geheim@db:/bureau?table=x", "1 to 65535")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&user=clerk", "it says 'user' twice")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&table=y", "it says 'table' twice")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&query=SELECT 1", "one of them")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&sslmode=", "'sslmode' has no value")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&y", "'y' has no value")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&keepalives=1",
        "'keepalives' in the address of the database is not known; expected table, query, host")]
    [InlineData("postgres://clerk:geheim@db/bureau?query=SELECT 1&sslmode=require", "expected sslmode= before it")]
    [InlineData("postgres://clerk:geheim@db,other/bureau?table=x", "host in the address of the database is 'db,other'; expected one host")]
    [InlineData("postgres://clerk:geheim@db/bureau?table=x&sslmode=foo",
        "sslmode in the address of the database is 'foo'; expected disable, allow, prefer, require, verify-ca, verify-full")]
    public void Rejects_WhatIsNone_WithoutShowingThePassword(string text, string said)
    {
        var thrown = Assert.Throws<InvalidDataException>(() => PostgresAddress.Parse(text, NoVariables));
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shown_HasNeitherUserNorPassword() => Assert.Equal("postgres://db:6000/bureau?table=t",
        PostgresAddress.Parse("postgres://clerk:geheim@db:6000/bureau?table=t").Shown);
}

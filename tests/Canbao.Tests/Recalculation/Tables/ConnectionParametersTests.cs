using Canbao.Recalculation.Tables;
using Canbao.Recalculation.Tables.Connections;
using Npgsql;

namespace Canbao.Tests.Recalculation.Tables;

/// <summary>What an address or the environment says of a connection is obeyed, or refused by its name.</summary>
public class ConnectionParametersTests
{
    private const string Address = "postgres://db/b?table=t";

    /// <summary>All variables that libpq's manual lists, but PGLOCALEDIR, which says where the translations of its messages are.</summary>
    public static TheoryData<string> Variables { get; } =
    [
        "PGHOST", "PGSSLNEGOTIATION", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD", "PGPASSFILE", "PGREQUIREAUTH", "PGCHANNELBINDING",
        "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGAPPNAME", "PGSSLMODE", "PGREQUIRESSL", "PGSSLCOMPRESSION", "PGSSLCERT", "PGSSLKEY",
        "PGSSLCERTMODE", "PGSSLROOTCERT", "PGSSLCRL", "PGSSLCRLDIR", "PGSSLSNI", "PGREQUIREPEER", "PGSSLMINPROTOCOLVERSION",
        "PGSSLMAXPROTOCOLVERSION", "PGGSSENCMODE", "PGKRBSRVNAME", "PGGSSLIB", "PGGSSDELEGATION", "PGCONNECT_TIMEOUT", "PGCLIENTENCODING",
        "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS", "PGMINPROTOCOLVERSION", "PGMAXPROTOCOLVERSION", "PGDATESTYLE", "PGTZ", "PGGEQO", "PGSYSCONFDIR",
    ];

    [Fact]
    public void NoVariable_IsForgotten() =>
        Assert.Equal(Variables.Select(row => row.Data).Order(StringComparer.Ordinal),
            ConnectionParameters.All.Select(parameter => parameter.Variable).Where(name => name.Length > 0).Order(StringComparer.Ordinal));

    /// <summary>A value that means nothing shows that somebody looks at it.</summary>
    [Theory]
    [MemberData(nameof(Variables))]
    public void Variable_IsObeyedOrRefusedByItsName(string name)
    {
        const string value = "~nothing~";
        var without = Parsed("postgres:///?host=db&dbname=b&table=t");
        try
        {
            // Host and database come from the environment here.
            var variables = new Dictionary<string, string> { ["PGHOST"] = "db", ["PGDATABASE"] = "b", [name] = value };
            Assert.NotEqual(without, PostgresAddress.Parse("postgres:///?table=t", variables).ConnectionString);
        }
        catch (InvalidDataException e)
        {
            Assert.Contains($"the variable {name} is '{value}'; ", e.Message, StringComparison.Ordinal);
            Assert.Matches("; (expected|cannot be obeyed:) .", e.Message);
        }
    }

    /// <summary>What is given twice is taken from the address.</summary>
    [Theory]
    [InlineData("PGHOST", "elsewhere", "host=there", "Host=there")]
    [InlineData("PGPORT", "7000", "port=6000", "Port=6000")]
    [InlineData("PGUSER", "other", "user=clerk", "Username=clerk")]
    [InlineData("PGPASSWORD", "other", "password=secret", "Password=secret")]
    [InlineData("PGSSLMODE", "disable", "sslmode=require", "SSL Mode=Require")]
    [InlineData("PGSSLMODE", "foo", "sslmode=prefer", "SSL Mode=Prefer")]
    [InlineData("PGAPPNAME", "other", "application_name=mine", "Application Name=mine")]
    [InlineData("PGCONNECT_TIMEOUT", "7", "connect_timeout=3", "Timeout=3")]
    [InlineData("PGTZ", "UTC", "timezone=Asia%2FShanghai", "Timezone=Asia/Shanghai")]
    [InlineData("PGOPTIONS", "-c geqo=off", "options=-c%20geqo=on", "Options=\"-c geqo=on\"")]
    [InlineData("PGCHANNELBINDING", "disable", "channel_binding=require", "Channel Binding=Require")]
    [InlineData("PGGSSENCMODE", "disable", "gssencmode=require", "GSS Encryption Mode=Require")]
    [InlineData("PGREQUIREAUTH", "md5", "require_auth=scram-sha-256,gss", "Require Auth=\"ScramSHA256,GSS\"")]
    [InlineData("PGREQUIREAUTH", "!password,!none", "", "Require Auth=\"!Password,!None\"")]
    [InlineData("PGSSLMODE", "require", "", "SSL Mode=Require")]
    [InlineData("PGGEQO", "off", "", "Options=\"-c geqo=off\"")]
    public void Address_WinsOverTheEnvironment(string variable, string value, string inAddress, string expected)
    {
        var place = inAddress.StartsWith("host", StringComparison.Ordinal) ? "postgres:///b" : "postgres://db/b";
        var variables = new Dictionary<string, string> { [variable] = value };
        var parsed = PostgresAddress.Parse($"{place}?{(inAddress.Length > 0 ? $"{inAddress}&" : "")}table=t", variables);
        Assert.Contains(Canonical(expected), Canonical(parsed.ConnectionString), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sslmode=verify-full", "is 'verify-full'; expected the certificates that are trusted beside it")]
    [InlineData("sslmode=verify-ca", "expected the certificates that are trusted beside it: sslrootcert (PGSSLROOTCERT)")]
    [InlineData("sslrootcert=/nowhere.crt&sslmode=require", "'/nowhere.crt'; expected a file that is there, or system")]
    [InlineData("sslrootcert=THIS", "it takes effect with sslmode=require, verify-ca or verify-full only, and sslmode is not given")]
    [InlineData("sslrootcert=THIS&sslmode=prefer", "verify-full only, and sslmode=prefer")]
    [InlineData("sslrootcert=system&sslmode=verify-ca", "it takes effect with sslmode=verify-full only, and sslmode=verify-ca")]
    [InlineData("sslkey=THIS", "expected sslcert beside it")]
    [InlineData("sslnegotiation=direct", "it needs sslmode=require or more, and sslmode is not given")]
    [InlineData("ssl_min_protocol_version=TLSv1.3&ssl_max_protocol_version=TLSv1.2", "ssl_max_protocol_version is lower")]
    [InlineData("ssl_min_protocol_version=TLSv1", "expected TLSv1.2, TLSv1.3")]
    [InlineData("require_auth=md5,!gss", "expected password, md5, gss, sspi, scram-sha-256, none")]
    [InlineData("options=-c%20statement_timeout=5", "expected -c name=value or --name=value, and none of statement_timeout")]
    [InlineData("options=--Statement-Timeout=5", "and none of statement_timeout")]
    [InlineData("options=-c%20geqo=on%20-cDateStyle=SQL", "and none of statement_timeout")]
    [InlineData("options=-e", "expected -c name=value")]
    [InlineData("client_encoding=GBK", "expected UTF8")]
    [InlineData("connect_timeout=1025", "expected seconds from 1 to 1024")]
    [InlineData("service=bureau", "is 'bureau'; cannot be obeyed: write what the service says into the address")]
    public void WhatCannotBeDone_IsRefused(string parameters, string said)
    {
        var file = typeof(ConnectionParametersTests).Assembly.Location;
        var thrown = Assert.Throws<InvalidDataException>(() => Parsed($"postgres://db/b?{parameters.Replace("THIS", file, StringComparison.Ordinal)}&table=t"));
        Assert.Contains(said, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownVariable_OfAFamilyThatDecidesAboutEncryption_IsRefused()
    {
        foreach (var name in (string[])["PGSSLMOED", "PGGSSNEW", "PGREQUIRENEW"])
            Assert.Contains($"the variable {name} is not known", Assert.Throws<InvalidDataException>(() =>
                PostgresAddress.Parse(Address, new Dictionary<string, string> { [name] = "x" })).Message, StringComparison.Ordinal);
        // Not libpq's.
        PostgresAddress.Parse(Address, new Dictionary<string, string> { ["PGDATA"] = "x", ["PGLOCALEDIR"] = "x", ["PG_COLOR"] = "x" });
    }

    [Fact]
    public void Passwords_AreNotShown()
    {
        foreach (var parameter in ConnectionParameters.All.Where(parameter => parameter.IsSecret))
            Assert.DoesNotContain("geheim", new GivenParameter(parameter, "geheim", IsInAddress: true).Refused("").Message, StringComparison.Ordinal);
    }

    private static string Parsed(string address) => PostgresAddress.Parse(address, new Dictionary<string, string>()).ConnectionString;

    private static string Canonical(string text) => new NpgsqlConnectionStringBuilder(text).ConnectionString;
}

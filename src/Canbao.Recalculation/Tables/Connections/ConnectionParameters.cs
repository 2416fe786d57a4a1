using System.Globalization;
using System.Net;
using Npgsql;
using static Canbao.Recalculation.Tables.Connections.ConnectionParameter;

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>
/// All that can be said of a connection: every variable of the environment that libpq knows, and the parameters beside them. Each is obeyed or
/// refused by its name; what is not here is refused in an address.
/// </summary>
internal static class ConnectionParameters
{
    private const int MostSeconds = 1024;

    private static readonly (string, SslMode)[] SslModes =
    [
        ("disable", SslMode.Disable), ("allow", SslMode.Allow), ("prefer", SslMode.Prefer), ("require", SslMode.Require),
        ("verify-ca", SslMode.VerifyCA), ("verify-full", SslMode.VerifyFull),
    ];

    private static readonly string[] Sessions = ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"];

    public static readonly IReadOnlyList<ConnectionParameter> All =
    [
        new("host", "PGHOST", "one host, or the folder of a socket", (plan, value) => IsHost(value) && Set(plan.Library.Host = value)),
        Never("hostaddr", "PGHOSTADDR", "name the address as the host"),
        new("port", "PGPORT", "a port from 1 to 65535", (plan, value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65_535 && Set(plan.Library.Port = port)),
        Text("dbname", "PGDATABASE", (plan, value) => plan.Library.Database = value),
        Text("user", "PGUSER", (plan, value) => plan.Library.Username = value),
        Text("password", "PGPASSWORD", (plan, value) => plan.Library.Password = value),
        File("passfile", "PGPASSFILE", (plan, value) => plan.Library.Passfile = value),
        new("require_auth", "PGREQUIREAUTH", RequiredMethods.Expected, (plan, value) =>
            RequiredMethods.Translated(value) is { } methods && Set(plan.Library.RequireAuth = methods)),
        Words("channel_binding", "PGCHANNELBINDING",
            [("disable", ChannelBinding.Disable), ("prefer", ChannelBinding.Prefer), ("require", ChannelBinding.Require)],
            (plan, value) => plan.Library.ChannelBinding = value),
        Never("service", "PGSERVICE", "write what the service says into the address"),
        Never("servicefile", "PGSERVICEFILE", "files of services are not read; write what the service says into the address"),
        Never("sysconfdir", "PGSYSCONFDIR", "files of services are not read; write what the service says into the address"),
        new("options", "PGOPTIONS", ServerOptions.Expected, (plan, value) => ServerOptions.AreAllowed(value) && Set(plan.Library.Options = value)),
        Text("application_name", "PGAPPNAME", (plan, value) => plan.Library.ApplicationName = value),
        Words("sslmode", "PGSSLMODE", SslModes, (plan, value) => plan.Mode = value),
        Never("requiressl", "PGREQUIRESSL", "say sslmode=require"),
        Words("sslnegotiation", "PGSSLNEGOTIATION", [("postgres", SslNegotiation.Postgres), ("direct", SslNegotiation.Direct)],
            (plan, value) => plan.Library.SslNegotiation = value),
        Only("sslcompression", "PGSSLCOMPRESSION", "0"),
        File("sslcert", "PGSSLCERT", (plan, value) => plan.Library.SslCertificate = value),
        File("sslkey", "PGSSLKEY", (plan, value) => plan.Library.SslKey = value),
        Text("sslpassword", "", (plan, value) => plan.Library.SslPassword = value),
        Only("sslcertmode", "PGSSLCERTMODE", "allow"),
        new("sslrootcert", "PGSSLROOTCERT", $"a file that is there, or {ConnectionPlan.OfMachine}", (plan, value) =>
            Set(plan.Root = value) && (value == ConnectionPlan.OfMachine || System.IO.File.Exists(value))),
        Never("sslcrl", "PGSSLCRL", "lists of revoked certificates are not read"),
        Never("sslcrldir", "PGSSLCRLDIR", "lists of revoked certificates are not read"),
        Only("sslsni", "PGSSLSNI", "1"),
        Never("requirepeer", "PGREQUIREPEER", "the user of the server's process is not looked at"),
        Words("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION", [("TLSv1.2", false), ("TLSv1.3", true)], (plan, value) => plan.WantsTls13 = value),
        Words("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", [("TLSv1.2", true), ("TLSv1.3", false)], (plan, value) => plan.RefusesTls13 = value),
        Words("gssencmode", "PGGSSENCMODE",
            [("disable", GssEncryptionMode.Disable), ("prefer", GssEncryptionMode.Prefer), ("require", GssEncryptionMode.Require)],
            (plan, value) => plan.Library.GssEncryptionMode = value),
        Text("krbsrvname", "PGKRBSRVNAME", (plan, value) => plan.Library.KerberosServiceName = value),
        Only("gsslib", "PGGSSLIB", "gssapi"),
        Only("gssdelegation", "PGGSSDELEGATION", "0"),
        new("connect_timeout", "PGCONNECT_TIMEOUT", $"seconds from 1 to {MostSeconds}, or 0 to wait for ever", (plan, value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSeconds
            && Set(plan.Library.Timeout = seconds)),
        new("client_encoding", "PGCLIENTENCODING", "UTF8, for rows are read and written in nothing else", (_, value) =>
            value.ToUpperInvariant() is "UTF8" or "UTF-8" or "UNICODE"),
        Words("target_session_attrs", "PGTARGETSESSIONATTRS", [.. Sessions.Select(word => (word, word))], (plan, value) => plan.TargetSession = value),
        Only("load_balance_hosts", "PGLOADBALANCEHOSTS", "disable"),
        Only("min_protocol_version", "PGMINPROTOCOLVERSION", "3.0"),
        Only("max_protocol_version", "PGMAXPROTOCOLVERSION", "3.0", "3.2", "latest"),
        Words("datestyle", "PGDATESTYLE", [("ISO, DMY", "DMY"), ("ISO, MDY", "MDY"), ("ISO, YMD", "YMD")], (plan, value) => plan.DayOrder = value),
        Text("timezone", "PGTZ", (plan, value) => plan.Library.Timezone = value),
        Words("geqo", "PGGEQO", [("on", "on"), ("off", "off"), ("default", "")], (plan, value) => plan.Geqo = value),
    ];

    /// <summary>Every variable with which libpq could be told something, now or later: one that is not known must not be passed over.</summary>
    private static readonly string[] Families = ["PGSSL", "PGGSS", "PGREQUIRE"];

    /// <summary>What is given by an address and, where that says nothing, by the environment. Throws for what is unknown.</summary>
    public static Dictionary<string, GivenParameter> Gather(IReadOnlyDictionary<string, string> address, IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in address.Keys.Where(name => All.All(parameter => parameter.Name != name)))
            throw new InvalidDataException($"'{Policies.Shown.Text(name)}' in the address of the database is not known; expected table, query, "
                + string.Join(", ", All.Where(parameter => !parameter.IsRefused).Select(parameter => parameter.Name)));
        foreach (var name in variables.Keys.Where(name => Families.Any(family => name.StartsWith(family, StringComparison.Ordinal))))
            if (All.All(parameter => parameter.Variable != name)) throw new InvalidDataException($"the variable {name} is not known, and so cannot be obeyed");
        var given = new Dictionary<string, GivenParameter>();
        foreach (var parameter in All)
        {
            if (address.TryGetValue(parameter.Name, out var value)) given[parameter.Name] = new(parameter, value, IsInAddress: true);
            else if (variables.TryGetValue(parameter.Variable, out value) && value.Length > 0)
                given[parameter.Name] = new(parameter, value, IsInAddress: false);
        }
        return given;
    }

    /// <summary>A colon would be taken for that of a port.</summary>
    private static bool IsHost(string value) => !value.Contains(',') && (!value.Contains(':') || IPAddress.TryParse(value, out _));

    /// <summary>For assignments: they are made, and true.</summary>
    private static bool Set<T>(T value) => value is not null;
}

using System.Net.Security;
using System.Security.Authentication;
using Npgsql;

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>How a connection is to be made, as far as it has been said.</summary>
internal sealed class ConnectionPlan
{
    /// <summary>Instead of a file of certificates: those that the machine trusts.</summary>
    public const string OfMachine = "system";

    private const string ModeName = "sslmode", RootName = "sslrootcert";

    private readonly Dictionary<string, GivenParameter> _given;
    private readonly string _home;

    private ConnectionPlan(Dictionary<string, GivenParameter> given, string home) => (_given, _home) = (given, home);

    /// <summary>What the library is given.</summary>
    public NpgsqlConnectionStringBuilder Library { get; } = new()
    {
        ApplicationName = "canbao", Pooling = false, Timeout = 15, CommandTimeout = 0, KeepAlive = 30, ClientEncoding = "UTF8",
        ReadBufferSize = 1 << 17, WriteBufferSize = 1 << 17, IncludeErrorDetail = false,
    };

    /// <summary>Null if nobody said it.</summary>
    public SslMode? Mode { get; set; }

    /// <summary>The certificates that are trusted; null if nobody said it.</summary>
    public string? Root { get; set; }

    public bool WantsTls13 { get; set; }

    public bool RefusesTls13 { get; set; }

    /// <summary>What the server must be.</summary>
    public string TargetSession { get; set; } = "any";

    /// <summary>Of day, month and year in dates that are read; empty for that of the server.</summary>
    public string DayOrder { get; set; } = "";

    public string Geqo { get; set; } = "";

    /// <summary>What the encryption is to be, for messages.</summary>
    public string Encryption { get; private set; } = "";

    /// <summary>What is asked of TLS beyond the library's settings; null for nothing.</summary>
    public Action<SslClientAuthenticationOptions>? Tls { get; private set; }

    /// <summary>Throws <see cref="InvalidDataException"/> with the first parameter that cannot be obeyed.</summary>
    /// <param name="variables">Of the environment: they say where the user is at home.</param>
    public static ConnectionPlan Of(Dictionary<string, GivenParameter> given, IReadOnlyDictionary<string, string> variables)
    {
        var plan = new ConnectionPlan(given, variables.GetValueOrDefault(OperatingSystem.IsWindows() ? "APPDATA" : "HOME", ""));
        foreach (var parameter in given.Values) parameter.Obey(plan);
        if (plan.Geqo.Length > 0) plan.Library.Options = $"{plan.Library.Options} -c geqo={plan.Geqo}".Trim();
        plan.DecideEncryption();
        return plan;
    }

    /// <summary>As libpq does it: who names the certificates that are trusted wants the server's to be looked at.</summary>
    private void DecideEncryption()
    {
        var mode = Mode ?? (Root == OfMachine ? SslMode.VerifyFull : SslMode.Prefer);
        var root = Root ?? FileAtHome("root.crt");
        if (mode == SslMode.Require && root is not null) mode = SslMode.VerifyCA;
        Encryption = _given.TryGetValue(ModeName, out var said) ? $"sslmode={said.Value}" : "sslmode is not given";
        if (Root is not null && mode is SslMode.Allow or SslMode.Prefer)
            throw _given[RootName].Refused($"it takes effect with sslmode=require, verify-ca or verify-full only, and {Encryption}");
        if (Root == OfMachine && mode is not (SslMode.VerifyFull or SslMode.Disable))
            throw _given[RootName].Refused($"it takes effect with sslmode=verify-full only, and {Encryption}");
        if (mode is SslMode.VerifyCA or SslMode.VerifyFull && root is null)
            throw _given[ModeName].Refused($"expected the certificates that are trusted beside it: sslrootcert (PGSSLROOTCERT), a file or {OfMachine}");
        CheckBesides(mode);
        // What the machine trusts is asked by a callback, which the library has for this mode alone.
        var isSystem = mode != SslMode.Disable && Root == OfMachine;
        Library.SslMode = isSystem ? SslMode.Require : mode;
        if (mode is SslMode.VerifyCA or SslMode.VerifyFull && !isSystem) Library.RootCertificate = root;
        if (isSystem || WantsTls13 || RefusesTls13) Tls = options => Complete(options, isSystem);
    }

    private void CheckBesides(SslMode mode)
    {
        if (WantsTls13 && RefusesTls13) throw _given["ssl_min_protocol_version"].Refused("ssl_max_protocol_version is lower");
        if (Library.SslKey is not null && Library.SslCertificate is null && FileAtHome("postgresql.crt") is null)
            throw _given["sslkey"].Refused("expected sslcert beside it");
        if (Library.SslNegotiation == SslNegotiation.Direct && mode is not (SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull))
            throw _given["sslnegotiation"].Refused($"it needs sslmode=require or more, and {Encryption}");
        if (Library.Timezone is { Length: > 0 } zone && zone.Any(char.IsControl)) throw _given["timezone"].Refused("expected the name of a time zone");
    }

    private void Complete(SslClientAuthenticationOptions options, bool isSystem)
    {
        if (WantsTls13) options.EnabledSslProtocols = SslProtocols.Tls13;
        if (RefusesTls13) options.EnabledSslProtocols = SslProtocols.Tls12;
        if (isSystem) options.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None;
    }

    /// <summary>Where libpq and the library look, too; null if it is not there.</summary>
    private string? FileAtHome(string name)
    {
        var path = Path.Combine(_home, OperatingSystem.IsWindows() ? "postgresql" : ".postgresql", name);
        return _home.Length > 0 && File.Exists(path) ? path : null;
    }
}

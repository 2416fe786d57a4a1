using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A server whose certificate the tests choose: of an authority of theirs or another one, for its host or another one, or none.</summary>
public sealed class TlsServer : IAsyncLifetime
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1), To = DateTimeOffset.UtcNow.AddDays(1);

    private readonly PostgresCluster _cluster = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canbao-tls-");
    private readonly X509Certificate2 _authority = NewAuthority("CN=Ours"), _other = NewAuthority("CN=Other");

    internal PostgresDatabase Database { get; private set; } = null!;

    /// <summary>The authorities that are trusted, as files.</summary>
    internal string Trusted => Path.Combine(_folder.FullName, "trusted.crt");

    internal string Garbage => Path.Combine(_folder.FullName, "garbage.crt");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Trusted, _authority.ExportCertificatePem());
        await File.WriteAllTextAsync(Garbage, "no certificate");
        await _cluster.InitializeAsync();
        Database = await _cluster.CreateDatabaseAsync();
    }

    /// <summary>From the next connection on.</summary>
    internal async Task PresentAsync(string which)
    {
        var isOn = which != "none";
        if (isOn)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = Signed(which == "other authority" ? _other : _authority, which == "other host" ? null : IPAddress.Loopback, key);
            await WriteAsync("server.crt", certificate.ExportCertificatePem());
            await WriteAsync("server.key", key.ExportPkcs8PrivateKeyPem());
        }
        await Database.RunAsync($"ALTER SYSTEM SET ssl = {(isOn ? "on" : "off")}");
        await _cluster.ReloadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _authority.Dispose();
        _other.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WriteAsync(string name, string text)
    {
        var path = Path.Combine(_cluster.Folder, "data", name);
        await File.WriteAllTextAsync(path, text);
        await Child.SucceedAsync("/bin/chmod", "600", path);
        if (Environment.IsPrivilegedProcess) await Child.SucceedAsync("/bin/chown", "postgres:", path);
    }

    private static X509Certificate2 NewAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(From, To);
    }

    /// <summary>For an address of the loopback, or for a host that is elsewhere.</summary>
    private static X509Certificate2 Signed(X509Certificate2 authority, IPAddress? address, ECDsa key)
    {
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (address is not null) names.AddIpAddress(address);
        else names.AddDnsName("elsewhere.example");
        request.CertificateExtensions.Add(names.Build());
        return request.Create(authority, From, To, RandomNumberGenerator.GetBytes(8));
    }
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>The address and the certificate of the caller, as the specification names them.</summary>
internal static class PeerIdentity
{
    private const string CommonName = "x509_common_name";
    private const string AlternativeName = "x509_subject_alternative_name";

    private static readonly AuthContext Anonymous = new(null, []);

    internal static string Address(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{new IPEndPoint(address, connection.RemotePort)}",
        var address => $"ipv6:{new IPEndPoint(address, connection.RemotePort)}",
    };

    internal static AuthContext Authenticate(ConnectionInfo connection)
    {
        if (connection.ClientCertificate is not { } certificate)
        {
            return Anonymous;
        }

        var alternativeNames = Properties(AlternativeName, AlternativeNames(certificate));
        var properties = new Dictionary<string, List<AuthProperty>>
        {
            [CommonName] = Properties(CommonName, [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]),
            [AlternativeName] = alternativeNames,
        };
        return new AuthContext(alternativeNames.Count > 0 ? AlternativeName : CommonName, properties);
    }

    private static IEnumerable<string> AlternativeNames(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames());

    private static List<AuthProperty> Properties(string name, IEnumerable<string> values) =>
        [.. values.Select(value => AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)))];
}

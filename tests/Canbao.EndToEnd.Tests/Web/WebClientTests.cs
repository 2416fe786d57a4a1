using System.Globalization;
using System.Net;
using Canbao.EndToEnd.Tests.Contract;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.EndToEnd.Tests.Service;
using Canbao.Server.Hosting;

namespace Canbao.EndToEnd.Tests.Web;

/// <summary>gRPC-Web clients that nobody here wrote, over HTTP/1.1.</summary>
public sealed class WebClientTests
{
    [Fact]
    public async Task NpmClients_FindWhatTheContractPromises()
    {
        await using var server = await RunningServer.StartAsync(web: new WebOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        var image = Path.Combine(Path.GetTempPath(), $"canbao-{Guid.NewGuid():n}.binpb");
        try
        {
            await Buf.BuildAsync(image);
            var output = await Child.SucceedAsync(
                "node", Path.Combine(RepositoryFolder.Clients, "node", "web_client.js"), server.WebAddress, RepositoryFolder.ClientProtos, image,
                RepositoryFolder.Golden, Ask.Region, Ask.Year.ToString(CultureInfo.InvariantCulture));
            Assert.EndsWith("all checks passed\n", output);
        }
        finally
        {
            File.Delete(image);
        }
    }
}

using System.Net;
using System.Text.Json;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.EndToEnd.Tests.Service;
using Canbao.Server.Hosting;

namespace Canbao.EndToEnd.Tests.Web;

/// <summary>A page in a real browser, from another origin than the service.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task Page_OfANamedOrigin_GetsQuotesErrorsAndStreams()
    {
        await using var pages = await PageServer.StartAsync();
        var answers = await VisitAsync(pages, allowed: true);
        Assert.Equal(400_00, answers.GetProperty("quote").GetProperty("feeFen").GetInt64());
        var error = answers.GetProperty("error");
        Assert.Equal(3, error.GetProperty("code").GetInt32());
        Assert.Contains("20250230", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.GetProperty("details").GetProperty("grpc-status-details-bin").GetString()!);
        Assert.Equal("SERVING", answers.GetProperty("health").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Page_OfAnotherOrigin_IsRefusedByTheBrowser()
    {
        await using var pages = await PageServer.StartAsync();
        var answers = await VisitAsync(pages, allowed: false);
        Assert.False(answers.GetProperty("quote").TryGetProperty("feeFen", out _));
        Assert.Contains(answers.GetProperty("said").EnumerateArray(), said => said.GetString()!.Contains("blocked by CORS policy", StringComparison.Ordinal));
    }

    private static async Task<JsonElement> VisitAsync(PageServer pages, bool allowed)
    {
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var web = new WebOptions { Listen = loopback, Origins = allowed ? [pages.Origin] : [] };
        await using var server = await RunningServer.StartAsync(watch: false, web: web);
        var page = $"{pages.Origin}/page.html?service={Uri.EscapeDataString(server.WebAddress)}";
        return JsonDocument.Parse(await Child.SucceedAsync("node", Path.Combine(RepositoryFolder.Clients, "browser", "visit.js"), page)).RootElement;
    }
}

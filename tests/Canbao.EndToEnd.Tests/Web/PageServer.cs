using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Canbao.EndToEnd.Tests.Web;

/// <summary>The pages of another origin: what clients/browser holds, with the libraries and the contract's files.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PageServer(WebApplication application) => _application = application;

    internal string Origin => _application.Urls.Single();

    internal static async Task<PageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        Serve(application, "", Path.Combine(RepositoryFolder.Clients, "browser"));
        Serve(application, "/modules", Path.Combine(RepositoryFolder.Clients, "node_modules"));
        Serve(application, "/protos", RepositoryFolder.ClientProtos);
        await application.StartAsync();
        return new PageServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Serve(WebApplication application, string path, string folder) => application.UseStaticFiles(new StaticFileOptions
    {
        RequestPath = path, FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true,
    });
}

using System.Globalization;
using InteropHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

if (args is not ["--port", var text] || !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
{
    Console.Error.WriteLine("usage: --port PORT (0 to 65535; 0 takes a free one)");
    return 2;
}

await using var application = InteropApplication.Build(port);
await application.StartAsync();
Console.WriteLine($"interop host on {application.Urls.Single()}");
await application.WaitForShutdownAsync();
return 0;

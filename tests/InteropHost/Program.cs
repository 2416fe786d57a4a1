using System.Globalization;
using InteropHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

if (args is not ["--port", var text])
{
    return Refuse(2, "usage: --port PORT");
}

if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
{
    return Refuse(2, $"--port '{text}': expected a number from 0 to 65535, where 0 takes a free one");
}

await using var application = InteropApplication.Build(port);
try
{
    await application.StartAsync();
}
catch (IOException problem)
{
    return Refuse(1, $"--port {port}: {problem.Message}");
}

Console.WriteLine($"interop host on {application.Urls.Single()}");
await application.WaitForShutdownAsync();
return 0;

static int Refuse(int exitCode, string problem)
{
    Console.Error.WriteLine($"interop host: {problem}");
    return exitCode;
}

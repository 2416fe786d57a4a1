using System.CommandLine;
using Canbao.Cli.Commands;
using Canbao.Server.Hosting;
using Grpc.Core;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
const string what = "Canbao (参保): what a resident pays for China's resident medical insurance, who pays the rest, when cover starts, "
    + "and which clause says so.";
var root = new RootCommand(what)
{
    DemoCommand.Create(),
    QuoteCommand.Create(),
    ServeCommand.Create(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is PolicyFolderException or RpcException or IOException or UnauthorizedAccessException or InvalidOperationException)
{
    return Fail.Because(e is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : e.Message);
}

using System.CommandLine;
using Canbao.Cli.Commands;
using Canbao.Documents;
using Grpc.Core;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var parsed = AllCommands.Root().Parse(args);
if (parsed.Errors.Count > 0) return Fail.Usage(string.Join(Environment.NewLine, parsed.Errors.Select(e => Plain.Text(e.Message))) + " (see --help)");
try
{
    // A signal asks for the end; the service takes up to twenty seconds for the calls in hand.
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(25) });
}
catch (Exception e) when (e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
{
    return Fail.Because("stopped");
}
catch (Exception e) when (e is PolicyFolderException or RpcException or IOException or UnauthorizedAccessException or InvalidOperationException
    or InvalidDataException)
{
    return Fail.Because(e is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : e.Message);
}
catch (Exception e)
{
    return Fail.Because($"a defect of canbao itself: {e}");
}

using System.CommandLine;
using Canbao.Cli.Commands;
using Canbao.Documents;
using Canbao.LoadTests;
using Canbao.Policies;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var parsed = LoadTestCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
    return Fail(LoadTestCommand.Usage, string.Join(Environment.NewLine, parsed.Errors.Select(e => Plain.Text(e.Message))) + " (see --help)");
try
{
    // Ctrl-C: the round in hand is ended, what was measured is reported, the service that was started is ended.
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
}
catch (UsageException e)
{
    return Fail(LoadTestCommand.Usage, e.Message);
}
catch (Exception e) when (e is PolicyFolderException or IOException or UnauthorizedAccessException or InvalidOperationException
    or PlatformNotSupportedException)
{
    return Fail(1, e.Message);
}

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"canbao loadtest: {Shown.Escaped(message)}");
    return code;
}

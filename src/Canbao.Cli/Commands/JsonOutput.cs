using System.CommandLine;
using Google.Protobuf;

namespace Canbao.Cli.Commands;

/// <summary>The contract's messages as JSON, for programs.</summary>
internal static class JsonOutput
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation().WithPreserveProtoFieldNames(true));

    public static Option<bool> Option() => new("--json") { Description = "Print the contract's message as JSON." };

    public static void Write(IMessage message) => Console.Out.WriteLine(Text(message));

    public static string Text(IMessage message) => Formatter.Format(message);
}

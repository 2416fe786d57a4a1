using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Canbao.Cli.Commands;

/// <summary>The contract's messages as JSON, for programs.</summary>
internal static class JsonOutput
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation().WithPreserveProtoFieldNames(true));

    // Chinese stays readable; nothing of it is put into a web page.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Option<bool> Option() => new("--json") { Description = "Print the contract's message as JSON." };

    public static void Write(IMessage message) => Console.Out.WriteLine(Text(message));

    public static string Text(IMessage message) => Formatter.Format(message);

    /// <summary>A document of our own.</summary>
    public static void Write(JsonNode document) => Write(Console.Out, document);

    public static void Write(TextWriter output, JsonNode document) => output.WriteLine(document.ToJsonString(Readable));

    /// <summary>A message as a part of such a document.</summary>
    public static JsonNode ToNode(IMessage message) => JsonNode.Parse(Formatter.Format(message))!;
}

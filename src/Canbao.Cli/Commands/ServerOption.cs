using System.CommandLine;
using System.CommandLine.Parsing;
using Canbao.Recalculation.Answers.Remote;

namespace Canbao.Cli.Commands;

/// <summary>Which service is to answer, and how long it is waited for.</summary>
internal static class ServerOption
{
    private const int MostSeconds = 24 * 60 * 60;

    public static (Option<RemoteOptions?> Server, Option<int> Patience) Create()
    {
        var patience = NumberOption.Of("--patience", "How long --server is waited for while no address answers.", 1, MostSeconds,
            (int)RemoteOptions.UsualPatience.TotalSeconds, "SECONDS");
        var server = new Option<RemoteOptions?>("--server") { HelpName = "HOST:PORT[,HOST:PORT]",
            Description = "Let services answer that serve the same policies, instead of this process.", CustomParser = Parse };
        return (server, patience);
    }

    /// <summary>Null if no service was named.</summary>
    public static RemoteOptions? Read(ParseResult result, Option<RemoteOptions?> server, Option<int> patience) =>
        result.GetValue(server) is { } service ? service with { Patience = TimeSpan.FromSeconds(result.GetValue(patience)) } : null;

    private static RemoteOptions? Parse(ArgumentResult result)
    {
        try
        {
            return RemoteOptions.Parse(result.Tokens.Single().Value, RemoteOptions.UsualPatience);
        }
        catch (InvalidDataException e)
        {
            result.AddError($"--server: {e.Message}");
            return null;
        }
    }
}

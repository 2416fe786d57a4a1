using System.CommandLine;

namespace Canbao.Cli.Commands;

/// <summary>The folder of the policies: an option, an environment variable, or the copy beside the program.</summary>
internal static class PolicyOption
{
    private const string Variable = "CANBAO_POLICIES";

    public static Option<string> Create() => new("--policies")
    {
        Description = $"Folder of the policy documents. Default: the variable {Variable}, else the bundled ones.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder
            : Path.Combine(AppContext.BaseDirectory, "policies"),
    };
}

using System.CommandLine;
using Canbao.Cli.Readings;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Commands;

/// <summary>canbao readings</summary>
internal static class ReadingsCommand
{
    private const int MaxResidents = 1_000_000;

    private const string What = "Show the open questions of the notices: what was chosen and why, which rules rest on it, and whose answers depend on it. "
        + "Residents are invented for that; where none of them is touched, further ones at the edges of the rules.";

    public static Command Create()
    {
        var names = new Argument<string[]>("POLICY")
        {
            Description = $"{PolicyName.Allowed} Default: all.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [],
        };
        var residents = NumberOption.Of("--residents", "How many residents to invent for each policy.", 1, MaxResidents, 20_000);
        var seed = ResidentOptions.Seed();
        var json = new Option<bool>("--json") { Description = "Print a JSON document that holds the contract's messages." };
        var policies = PolicyOption.Create();
        var command = new Command("readings", Examples.Describe("readings", What)) { names, residents, seed, json, policies };
        command.SetAction((result, stop) => Task.FromResult(Run(
            PolicyFolder.LoadBook(result.GetValue(policies)!), result.GetValue(names)!, result.GetValue(residents), result.GetValue(seed),
                result.GetValue(json), stop)));
        return command;
    }

    private static int Run(PolicyBook book, string[] names, int residents, ulong seed, bool json, CancellationToken stop)
    {
        if (Find(book, names, out var chosen) is { } problem) return Fail.Usage(problem);
        var surveys = chosen.Select(policy => (Policy: policy, Readings: ReadingSurvey.Of(policy, residents, seed, stop)));
        if (json) JsonOutput.Write(ReadingsJson.Of(surveys));
        else foreach (var (policy, readings) in surveys) ReadingsText.Write(Console.Out, policy, readings);
        return 0;
    }

    /// <summary>All that were named, or what is wrong with all the names that are wrong.</summary>
    private static string? Find(PolicyBook book, string[] names, out IReadOnlyList<Policy> chosen)
    {
        var (found, problems) = (new List<Policy>(), new List<string>());
        foreach (var name in names)
            if (PolicyName.Find(name, book, out var policy) is { } problem) problems.Add($"{Shown.Text(name)}: {problem}");
            else found.Add(policy!);
        chosen = names.Length == 0 ? book.Policies : found;
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }
}

using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Mapping;
using Canbao.Proofs;

namespace Canbao.Cli.Commands;

/// <summary>canbao policies list, show, identities, check</summary>
internal static class PoliciesCommand
{
    private const int IdentityWidth = 36;

    public static Command Create() => new("policies", Examples.Describe("policies", "List, show or check the policy documents."))
    {
        List(), Show(), Identities(), PoliciesCheckCommand.Create(),
    };

    private static Command List()
    {
        var policies = PolicyOption.Create();
        var command = new Command("list", Examples.Describe("policies list", "List the policies.")) { policies };
        command.SetAction(result =>
        {
            foreach (var policy in PolicyFolder.LoadBook(result.GetValue(policies)!).Policies) PolicyText.WriteLine(Console.Out, policy);
            return 0;
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("POLICY") { Description = PolicyName.Allowed };
        var json = JsonOutput.Option();
        var policies = PolicyOption.Create();
        var command = new Command("show", Examples.Describe("policies show", "Show every value of a policy with its clause, and its readings."))
        {
            name, json, policies,
        };
        command.SetAction(result => Show(result.GetValue(name)!, result.GetValue(policies)!, result.GetValue(json)));
        return command;
    }

    private static Command Identities()
    {
        var policies = PolicyOption.Create();
        var command = new Command("identities", Examples.Describe("policies identities",
            "List the identities (人员类别) with their codes and all names that are understood for them.")) { policies };
        command.SetAction(result =>
        {
            foreach (var code in PolicyFolder.LoadBook(result.GetValue(policies)!).Codes.Identities)
                Console.Out.WriteLine($"{TextWidth.Pad(code.Id, IdentityWidth)} {string.Join("、", code.Names)}");
            return 0;
        });
        return command;
    }

    private static int Show(string name, string folder, bool json)
    {
        if (PolicyName.Find(name, PolicyFolder.LoadBook(folder), out var policy) is { } problem) return Fail.Usage(problem);
        if (json) JsonOutput.Write(PolicyMapper.ToMessage(policy!, ProofStamp.IsValid(policy!) ? ProofStatus.Proved : ProofStatus.NotYetProved));
        else PolicyText.Write(Console.Out, policy!);
        return 0;
    }
}

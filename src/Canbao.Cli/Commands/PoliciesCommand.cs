using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Cli.Rendering;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Server.Hosting;
using Canbao.Server.Mapping;

namespace Canbao.Cli.Commands;

/// <summary>canbao policies list, show, check</summary>
internal static partial class PoliciesCommand
{
    public static Command Create() => new("policies", Examples.Describe("policies", "List, show or check the policy documents."))
    {
        List(), Show(), PoliciesCheckCommand.Create(),
    };

    private static Command List()
    {
        var policies = PolicyOption.Create();
        var command = new Command("list", Examples.Describe("policies list", "List the policies.")) { policies };
        command.SetAction(result =>
        {
            foreach (var policy in CanbaoServer.LoadBook(result.GetValue(policies)!).Policies) PolicyText.WriteLine(Console.Out, policy);
            return 0;
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("POLICY") { Description = "Region/year, or region/year@revision if it is not the newest." };
        var json = JsonOutput.Option();
        var policies = PolicyOption.Create();
        var command = new Command("show", Examples.Describe("policies show", "Show every value of a policy with its clause, and its readings."))
        {
            name, json, policies,
        };
        command.SetAction(result => Show(result.GetValue(name)!, result.GetValue(policies)!, result.GetValue(json)));
        return command;
    }

    private static int Show(string name, string folder, bool json)
    {
        if (!TryParse(name, out var region, out var year, out var revision))
            return Fail.Usage($"'{Shown.Text(name)}' does not name a policy; expected region/year or region/year@revision");
        if (CanbaoServer.LoadBook(folder).FindPolicy(region, year, revision, out var lookup) is not { } policy)
            return Fail.Usage($"{lookup.Problem.Field}: {lookup.Problem.Message}");
        if (json) JsonOutput.Write(PolicyMapper.ToMessage(policy));
        else PolicyText.Write(Console.Out, policy);
        return 0;
    }

    private static bool TryParse(string name, out string region, out int year, out int revision)
    {
        var match = PolicyName().Match(name);
        region = match.Groups["region"].Value;
        (year, revision) = (Number(match.Groups["year"]), Number(match.Groups["revision"]));
        return match.Success;
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<region>[^/@]+)/(?<year>[0-9]{1,4})(@(?<revision>[0-9]{1,6}))?$")]
    private static partial Regex PolicyName();
}

using System.CommandLine;
using Canbao.Cli.Receipts;
using Canbao.Documents;
using Canbao.Policies;
using Canbao.V1;

namespace Canbao.Cli.Commands;

/// <summary>canbao verify</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var receipt = new Option<string>("--receipt") { Description = "A receipt that 'quote --receipt' wrote.", HelpName = "FILE", Required = true };
        var json = JsonOutput.Option();
        var policies = PolicyOption.Create();
        const string what = "Ask the question of a receipt again, under the policy that answered it and under those of today. "
            + "Exit code 0: answered as then; 1: not; 2: the file is no receipt, or was edited.";
        var command = new Command("verify", Examples.Describe("verify", what)) { receipt, json, policies };
        command.SetAction(result => Run(result.GetValue(receipt)!, result.GetValue(policies)!, result.GetValue(json)));
        return command;
    }

    private static int Run(string path, string policies, bool json)
    {
        if (Directory.Exists(path) || !File.Exists(path)) return Fail.Usage($"--receipt: there is no file '{path}'");
        var problems = new List<string>();
        Receipt? receipt;
        try
        {
            receipt = ReceiptReader.Read(path, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail.Usage($"--receipt: {e.Message}");
        }
        if (receipt is null) return Fail.Usage($"'{Shown.Text(path)}' is no receipt that can be verified:\n{string.Join('\n', problems)}");
        var verification = ReceiptVerifier.Verify(receipt, PolicyFolder.LoadBook(policies));
        if (json) JsonOutput.Write(verification);
        else VerificationText.Write(Console.Out, receipt, verification);
        return verification.AsAnsweredThen.Outcome == ReceiptOutcome.Same ? 0 : 1;
    }
}

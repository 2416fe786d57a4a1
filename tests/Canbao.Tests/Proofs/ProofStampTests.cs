using Canbao.Documents;
using Canbao.Engine;
using Canbao.Policies.Model;
using Canbao.Proofs;
using Canbao.Server.Hosting.Proving;
using Canbao.Tests.Cli;

namespace Canbao.Tests.Proofs;

/// <summary>A stamp holds for one digest and one version of the code, and for nothing else.</summary>
public sealed class ProofStampTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-stamps-").FullName;

    public ProofStampTests()
    {
        File.Copy(Path.Combine(TestPolicies.Folder, "identities.yaml"), Path.Combine(_folder, "identities.yaml"));
        Directory.CreateDirectory(Path.Combine(_folder, "512022"));
        foreach (var file in (string[])["512022/2025.yaml", "512022/2025.cases.yaml"])
            File.Copy(Path.Combine(TestPolicies.Folder, file), Path.Combine(_folder, file));
    }

    private Policy Policy => Assert.Single(PolicyFolder.Load(_folder).Policies);

    private string Stamp => Path.Combine(_folder, "512022", "2025.proved");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stamp_HoldsUntilAValueChanges()
    {
        Assert.False(ProofStamp.IsValid(Policy));
        ProofStamp.Write(Policy, Stamp);
        Assert.True(ProofStamp.IsValid(Policy));
        Edit("# ", "# 另一条备注 ");
        Assert.True(ProofStamp.IsValid(Policy));
        Edit("issued: 2024-09-05", "issued: 2024-09-06");
        Assert.False(ProofStamp.IsValid(Policy));
    }

    [Fact]
    public void Stamp_OfOtherCode_IsNone()
    {
        ProofStamp.Write(Policy, Stamp);
        Assert.Equal($"policy {Policy.Digest}\nengine {EngineVersion.Current}\n", File.ReadAllText(Stamp));
        File.WriteAllText(Stamp, File.ReadAllText(Stamp).Replace(EngineVersion.Current, "0.0.1+000000000000", StringComparison.Ordinal));
        Assert.False(ProofStamp.IsValid(Policy));
    }

    /// <summary>A link stays one, and what cannot be a file is not replaced by one.</summary>
    [Fact]
    public void Stamp_FollowsLinks_AndReplacesNoFolder()
    {
        var elsewhere = Path.Combine(_folder, "elsewhere.proved");
        File.CreateSymbolicLink(Stamp, elsewhere);
        Assert.Equal(0, ProgramRun.Of($"policies check --policies {_folder}").ExitCode);
        Assert.Equal((elsewhere, true), (new FileInfo(Stamp).LinkTarget, File.Exists(elsewhere)));
        Assert.True(ProofStamp.IsValid(Policy));
        File.Delete(Stamp);
        Directory.CreateDirectory(Stamp);
        var refused = ProgramRun.Of($"policies check --policies {_folder}");
        Assert.Contains("is a folder; expected a file", refused.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Stamp));
    }

    [Fact]
    public void PoliciesCheck_WritesStamps_AndTakesThemAwayFromWhoIsRefuted()
    {
        Assert.Contains("100 cases; proved at ", ProgramRun.Of($"policies check --policies {_folder}").Output, StringComparison.Ordinal);
        Assert.True(ProofStamp.IsValid(Policy));
        var again = ProgramRun.Of($"policies check --unproved --policies {_folder}");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("100 cases; proved before", again.Output, StringComparison.Ordinal);
        Assert.Contains("not proved", QuickAfter("issued: 2024-09-05", "issued: 2024-09-06"), StringComparison.Ordinal);
    }

    /// <summary>A folder that cannot be written to: what was found is told all the same.</summary>
    [Fact]
    public void PoliciesCheck_WithoutAPlaceForStamps_TellsWhatItFound()
    {
        Directory.CreateDirectory(Stamp + ".part");
        var run = ProgramRun.Of($"policies check --policies {_folder}");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("100 cases; proved at ", run.Output, StringComparison.Ordinal);
        Assert.Contains("no stamp for 512022/2025@1", run.Error, StringComparison.Ordinal);
    }

    /// <summary>What was proved stays known by its digest, also when a reload brings it back.</summary>
    [Fact]
    public void Board_KnowsStampsAndWhatItWasTold()
    {
        var board = new ProofBoard();
        var policy = Policy;
        Assert.Equal(policy, Assert.Single(board.Unproved([policy, policy])));
        Assert.Equal(ProofState.NotYetProved, board.Of(policy).State);
        ProofStamp.Write(policy, ProofStamp.PathOf(policy));
        Assert.Empty(board.Unproved([policy]));
        Assert.Equal(ProofState.Proved, board.Of(Policy).State);
        board.Set(policy, new ProofStatus(ProofState.Refuted, ["why"]));
        Assert.Empty(board.Unproved([Policy]));
        Assert.Equal(["why"], board.Of(Policy).Problems);
    }

    private string QuickAfter(string old, string edit)
    {
        Edit(old, edit);
        return ProgramRun.Of($"policies check --quick --policies {_folder}").Output;
    }

    private void Edit(string old, string edit)
    {
        var file = Path.Combine(_folder, "512022", "2025.yaml");
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, edit, StringComparison.Ordinal));
    }
}

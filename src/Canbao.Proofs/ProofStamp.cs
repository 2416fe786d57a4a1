using Canbao.Engine;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>
/// The record that a policy has been proved: a small file beside its document that names the policy's digest and the engine's
/// version. It holds for exactly these two: another value in the document, or other code, and the policy must be proved again.
/// It guards against forgetting, not against somebody who may write to the folder: who can forge a stamp can change the policy.
/// </summary>
public static class ProofStamp
{
    /// <summary>Beside the document: 2025.yaml has 2025.proved.</summary>
    public static string PathOf(Policy policy) => Path.ChangeExtension(policy.File, ".proved");

    public static bool IsValid(Policy policy)
    {
        var path = PathOf(policy);
        try
        {
            return File.Exists(path) && File.ReadAllText(path) == Text(policy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A stamp that cannot be read is none: the policy is proved again.
            return false;
        }
    }

    /// <summary>Appears whole or not at all.</summary>
    /// <param name="policy">The policy that was proved.</param>
    /// <param name="file">Where <see cref="PathOf"/> leads to: nothing yet, or a file, which is replaced.</param>
    public static void Write(Policy policy, string file)
    {
        var aside = file + ".part";
        File.WriteAllText(aside, Text(policy));
        File.Move(aside, file, overwrite: true);
    }

    /// <summary>A policy that is refuted must not keep the stamp of an earlier day.</summary>
    public static void Remove(Policy policy) => File.Delete(PathOf(policy));

    private static string Text(Policy policy) => $"policy {policy.Digest}\nengine {EngineVersion.Current}\n";
}

using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Server.Hosting.Reload;

/// <summary>
/// The book after the one that serves. A policy that is the same in every letter, read with the same code lists, stays the same object:
/// its plans stay found.
/// </summary>
internal static class NextBook
{
    /// <summary>The serving book itself if nothing is different.</summary>
    public static PolicyBook After(PolicyBook current, CodeLists codes, IReadOnlyList<Policy> policies)
    {
        // Other names of codes are another answer of the policies that use them, though no digest of theirs tells.
        if (codes.Digest != current.Codes.Digest) return new PolicyBook(codes, policies);
        var known = ((IEnumerable<Policy>)current.Policies).ToDictionary(p => p.ToString());
        Policy[] next = [.. policies.Select(p => known.TryGetValue(p.ToString(), out var old) && IsSame(old, p) ? old : p)];
        return next.SequenceEqual(current.Policies, ReferenceEqualityComparer.Instance) ? current : new PolicyBook(current.Codes, next);
    }

    /// <summary>The digest alone passes over comments and layout, which the document that callers can ask for has.</summary>
    private static bool IsSame(Policy old, Policy read) => old.Digest == read.Digest && old.Document == read.Document;
}

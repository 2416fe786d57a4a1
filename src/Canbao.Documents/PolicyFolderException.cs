using Canbao.Policies;

namespace Canbao.Documents;

/// <summary>The policy folder has problems; none of it is served.</summary>
public sealed class PolicyFolderException(string folder, ValueList<Diagnostic> problems)
    : Exception($"{problems.Count} problem(s) in the policy folder {folder}:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}")
{
    public ValueList<Diagnostic> Problems => problems;
}

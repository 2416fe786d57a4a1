using Canbao.Documents;

namespace Canbao.Tests.Mutations;

/// <summary>The codes of identities.yaml: what a corruption may write instead of the right one.</summary>
internal sealed record KnownCodes(string[] Identities, string[] Departments, string[] Funds)
{
    public static KnownCodes Bundled { get; } = Read(Path.Combine(TestPolicies.Folder, "identities.yaml"));

    private static KnownCodes Read(string file)
    {
        var root = new Place(DocumentReader.Read(file, File.ReadAllText(file), [])!, "", 0, null);
        return new(Codes("identities"), Codes("departments"), Codes("funds"));

        string[] Codes(string key) => [.. root.Child(key)!.Children().Select(c => c.Child("code")!.Scalar!.Text)];
    }
}

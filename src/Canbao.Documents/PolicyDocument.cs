using System.Globalization;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>
/// A policy document as its author wrote it, before anything is known of its meaning but which policy it is and which wider one it
/// extends.
/// </summary>
public sealed class PolicyDocument
{
    private MapNode? _root;
    private string? _digest;

    private PolicyDocument(string file, string text, MapNode root)
    {
        File = file;
        Text = text;
        _root = root;
        Region = Scalar(root, "region")?.Text ?? "";
        Year = Scalar(root, "benefit_year")?.Text ?? "";
        Revision = Scalar(root, "revision")?.Text ?? "";
        var extends = Find(root, "extends");
        ExtendsRegion = extends as ScalarNode ?? Scalar(extends, "region");
        ExtendsRevision = Scalar(extends, "revision");
        ExtendsPosition = extends?.Position;
        NoticeSha256 = Scalar(Find(root, "notice"), "sha256");
        OnlyExtended = Scalar(root, "only_extended") is { Text: "yes" or "true" };
    }

    /// <summary>The document of a policy that inherits nothing; it is read again only if another one extends it.</summary>
    private PolicyDocument(Policy policy)
    {
        File = policy.File;
        Text = policy.Document;
        Region = policy.Region;
        Year = policy.BenefitYear.ToString(CultureInfo.InvariantCulture);
        Revision = policy.Revision.ToString(CultureInfo.InvariantCulture);
        NoticeSha256 = new ScalarNode(policy.Notice.Sha256, policy.Notice.Position);
    }

    public string File { get; }

    public string Text { get; }

    /// <summary>What the text says. Read again if it was let go.</summary>
    public MapNode Root => _root ?? DocumentReader.Read(File, Text, [])!;

    /// <summary>As it stands in the document; empty if it is missing.</summary>
    public string Region { get; }

    /// <summary>As it stands in the document; empty if it is missing.</summary>
    public string Year { get; }

    /// <summary>As it stands in the document; empty if it is missing.</summary>
    public string Revision { get; }

    /// <summary>Where the document says what it extends; null if it stands alone.</summary>
    public Position? ExtendsPosition { get; }

    /// <summary>The region of the document that this one extends.</summary>
    public ScalarNode? ExtendsRegion { get; }

    /// <summary>Its revision; null: the newest.</summary>
    public ScalarNode? ExtendsRevision { get; }

    /// <summary>The notice that it was read from; null if it names none.</summary>
    public ScalarNode? NoticeSha256 { get; }

    /// <summary>SHA-256 of what is written in it.</summary>
    public string Digest => _digest ??= CanonicalForm.Digest(Root);

    /// <summary>True for what is common to several regions and is no policy by itself.</summary>
    public bool OnlyExtended { get; }

    /// <summary>Of a policy that was read before and inherits nothing.</summary>
    internal static PolicyDocument Of(Policy policy) => new(policy);

    /// <summary>Null if the text cannot be read at all.</summary>
    public static PolicyDocument? Read(string file, string text, List<Diagnostic> problems)
    {
        var before = problems.Count;
        if (DocumentReader.Read(file, text, problems) is not { } root || problems.Count > before) return null;
        var document = new PolicyDocument(file, text, root);
        problems.AddRange(HeaderProblems(root));
        return problems.Count > before ? null : document;
    }

    /// <summary>These keys are no part of the policy, so nobody else reads them: a misspelt one must not mean something else.</summary>
    private static IEnumerable<Diagnostic> HeaderProblems(MapNode root)
    {
        if (Find(root, "only_extended") is { } only && only is not ScalarNode { Text: "yes" or "true" })
            yield return new(DiagnosticCodes.BadValue, only.Position, "only_extended: expected yes, or no such line");
        if (Find(root, "extends") is not MapNode extends) yield break;
        foreach (var entry in extends.Entries)
            if (entry.Key.Text is not ("region" or "revision")) yield return new(DiagnosticCodes.UnknownKey, entry.Key.Position,
                $"'{Shown.Text(entry.Key.Text)}' is not a key here; the keys are region, revision");
            else if (entry.Value is not ScalarNode) yield return new(DiagnosticCodes.WrongType, entry.Value.Position,
                $"'{entry.Key.Text}' must be a single value, not a list or a map");
    }

    /// <summary>Lets go of what was read: it takes ten times the text's memory, and a province has thousands of documents.</summary>
    public void LetGo() => _root = null;

    public override string ToString() => $"{Region}/{Year}@{Revision}";

    private static ScalarNode? Scalar(DocumentNode? node, string key) => Find(node, key) as ScalarNode;

    private static DocumentNode? Find(DocumentNode? node, string key)
    {
        foreach (var entry in (node as MapNode)?.Entries ?? [])
            if (entry.Key.Text == key) return entry.Value;
        return null;
    }
}

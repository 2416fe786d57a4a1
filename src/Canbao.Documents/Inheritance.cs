using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>A document with all that it inherits. The sources are the document itself, then what it extends, the nearest first.</summary>
internal sealed record EffectiveDocument(PolicyDocument Document, MapNode Root, IReadOnlyList<PolicyDocument> Sources)
{
    /// <summary>SHA-256 of the whole; of a document that inherits nothing it is the document's own.</summary>
    public string Digest => Sources.Count == 1 ? Document.Digest : CanonicalForm.Digest(Root);

    /// <summary>The clauses by which inherited rules were taken away.</summary>
    public ValueList<Clause> Removals { get; init; } = [];

    /// <summary>A document that inherits nothing.</summary>
    public static EffectiveDocument Alone(PolicyDocument document) => new(document, document.Root, [document]);
}

/// <summary>
/// Resolves what documents extend: by region code, never by path; always a wider region of the same benefit year, so that a chain ends
/// with the province.
/// </summary>
internal sealed class Inheritance
{
    private readonly ILookup<(string Region, string Year), PolicyDocument> _documents;
    private readonly Dictionary<PolicyDocument, EffectiveDocument?> _resolved = [];
    private readonly HashSet<PolicyDocument> _extended = [];
    private readonly List<Diagnostic> _problems;

    private Inheritance(IReadOnlyList<PolicyDocument> documents, List<Diagnostic> problems)
    {
        _documents = documents.ToLookup(d => (d.Region, d.Year));
        _problems = problems;
    }

    /// <summary>The documents that extend another one and are policies, in order; without those whose wider document cannot be found.</summary>
    public static IReadOnlyList<EffectiveDocument> Resolve(IReadOnlyList<PolicyDocument> documents, List<Diagnostic> problems)
    {
        var inheritance = new Inheritance(documents, problems);
        EffectiveDocument[] all = [.. documents.Where(d => d.ExtendsPosition is not null).Select(inheritance.Resolve).OfType<EffectiveDocument>()];
        foreach (var unused in documents.Where(d => d.OnlyExtended && !inheritance._extended.Contains(d)))
            problems.Add(new(DiagnosticCodes.Extends, new Position(unused.File, 1, 1), $"{unused} is only there to be extended, and no document extends it"));
        return [.. all.Where(e => !e.Document.OnlyExtended)];
    }

    private EffectiveDocument? Resolve(PolicyDocument document)
    {
        if (_resolved.TryGetValue(document, out var known)) return known;
        var effective = document.ExtendsPosition is null ? EffectiveDocument.Alone(document) : Extend(document);
        _resolved.Add(document, effective);
        return effective;
    }

    /// <summary>A wider region's code is another one than the document's own and never the other way round: there is no circle.</summary>
    private EffectiveDocument? Extend(PolicyDocument document)
    {
        if (WiderOf(document) is not { } wider) return null;
        _extended.Add(wider);
        if (Resolve(wider) is not { } inherited) return null;
        var before = _problems.Count;
        var merge = new DocumentMerge(_problems);
        var root = merge.Merge(inherited.Root, document.Root);
        return _problems.Count > before ? null
            : new EffectiveDocument(document, root, [document, .. inherited.Sources]) { Removals = [.. merge.Removals, .. inherited.Removals] };
    }

    private PolicyDocument? WiderOf(PolicyDocument document)
    {
        if (document.ExtendsRegion is not { } region)
            return Report(document.ExtendsPosition ?? default, "extends: expected the code of a wider region, or {region: code, revision: number}");
        string[] wider = RegionCode.IsValid(document.Region) ? [.. RegionCode.Widening(document.Region).Where(c => c != document.Region).Distinct()] : [];
        if (!wider.Contains(region.Text)) return Report(region.Position,
            $"extends: '{Shown.Text(region.Text)}' is no wider region of {Shown.Text(document.Region)}; expected one of {string.Join(", ", wider)}");
        var candidates = _documents[(region.Text, document.Year)].OrderBy(d => d.Revision.Length).ThenBy(d => d.Revision, StringComparer.Ordinal).ToArray();
        if (document.ExtendsRevision is { } revision) candidates = [.. candidates.Where(d => d.Revision == revision.Text)];
        return candidates.Length > 0 ? candidates[^1] : Report(region.Position,
            $"extends: there is no good document {region.Text}/{document.Year}{(document.ExtendsRevision is { } r ? $"@{Shown.Text(r.Text)}" : "")} to extend");
    }

    private PolicyDocument? Report(Position position, string message)
    {
        _problems.Add(new(DiagnosticCodes.Extends, position, message));
        return null;
    }
}

using System.Runtime.CompilerServices;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>
/// Which codes a quotation names. A name inside a longer name of another code is not meant: who cites the people of a longer name
/// has not cited those of the shorter one. A wider identity is named by the names of its kinds.
/// </summary>
internal sealed class QuotedNames
{
    // One for each set of lists, because every document of a folder is compared with the same; and each quotation folded once.
    private static readonly ConditionalWeakTable<CodeLists, (string Name, Code Code)[]> NamesOf = [];

    private readonly CodeLists _codes;
    private readonly (string Name, Code Code)[] _names;
    private readonly Dictionary<string, string> _folded = [];

    public QuotedNames(CodeLists codes)
    {
        _codes = codes;
        _names = NamesOf.GetValue(codes, FoldedNames);
    }

    private static (string Name, Code Code)[] FoldedNames(CodeLists codes) => [.. from code in codes.Identities.Concat(codes.Departments).Concat(codes.Funds)
                     from name in code.Names
                     let folded = FoldedText.Fold(name)
                     where folded.Length > 0
                     select (folded, code)];

    /// <summary>Whether one of the rule's quotations names the code, or, for a kind of an identity, the wider one.</summary>
    public bool Names(Rule rule, Code code)
    {
        var wider = code.KindOf is { } id ? _codes.Identity(id) : null;
        foreach (var clause in rule.Clauses)
        {
            if (!_folded.TryGetValue(clause.Quotation, out var text)) _folded.Add(clause.Quotation, text = FoldedText.Fold(clause.Quotation));
            if (NamesIn(text, code) || (wider is not null && NamesIn(text, wider))) return true;
        }
        return false;
    }

    private bool NamesIn(string text, Code code)
    {
        foreach (var (name, _) in _names.Where(n => ReferenceEquals(n.Code, code)))
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
                if (!IsPartOfAnother(text, at, name, code)) return true;
        return false;
    }

    private bool IsPartOfAnother(string text, int at, string name, Code code)
    {
        foreach (var (longer, other) in _names)
        {
            if (longer.Length <= name.Length || ReferenceEquals(other, code) || other.KindOf == code.Id) continue;
            var from = Math.Max(0, at + name.Length - longer.Length);
            var to = Math.Min(at, text.Length - longer.Length);
            for (var i = from; i <= to; i++)
                if (string.CompareOrdinal(text, i, longer, 0, longer.Length) == 0) return true;
        }
        return false;
    }
}

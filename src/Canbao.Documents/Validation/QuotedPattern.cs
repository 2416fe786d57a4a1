using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>Whether a figure stands in a rule's quotations. The same figures occur in thousands of documents: their patterns are kept.</summary>
internal static class QuotedPattern
{
    /// <summary>More than a province's documents have; what a strange folder adds beyond it is made anew.</summary>
    private const int Kept = 4096;

    private static readonly ConcurrentDictionary<string, Regex> Patterns = [];

    public static bool IsIn(Rule rule, string pattern)
    {
        if (!Patterns.TryGetValue(pattern, out var regex))
        {
            regex = new Regex(pattern);
            if (Patterns.Count < Kept) Patterns.TryAdd(pattern, regex);
        }
        foreach (var clause in rule.Clauses)
            if (regex.IsMatch(FoldedText.HalfWidth(clause.Quotation))) return true;
        return false;
    }
}

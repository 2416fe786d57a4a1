using Canbao.Documents;
using Canbao.Documents.Cells;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Notices.Citations;

/// <summary>
/// Compares a policy with the notice that it was read from: the notice is the file whose SHA-256 the policy records, every quotation
/// stands in it, and every section that is cited exists and holds what is quoted from it. Whitespace, punctuation and the width of
/// characters do not count; … in a quotation joins two places in their order.
/// </summary>
public sealed class CitationLock
{
    private readonly List<Diagnostic> _problems;
    private readonly string _file;
    private readonly FoldedText _notice;
    private readonly NoticeSections _sections;
    private readonly Dictionary<string, FoldedText?> _bodies = [];

    private CitationLock(string file, string text, IEnumerable<string> sections, List<Diagnostic> problems)
    {
        _problems = problems;
        _file = Path.GetFileName(file);
        _notice = FoldedText.Of(text);
        _sections = new NoticeSections(text, sections);
    }

    /// <summary>Adds everything that does not agree to the problems, and returns what was found and what was not.</summary>
    public static CitationCount Check(Policy policy, string noticesFolder, List<Diagnostic> problems)
    {
        var count = default(CitationCount);
        foreach (var source in policy.Sources) count += Check(policy, source, noticesFolder, problems);
        return count;
    }

    /// <summary>What one document states is compared with its own notice. A rule stands beside each of its values: each clause is compared once.</summary>
    private static CitationCount Check(Policy policy, PolicySource source, string noticesFolder, List<Diagnostic> problems)
    {
        var clauses = PolicyCells.RulesOf(policy).SelectMany(r => r.Clauses.ToArray()).Concat(policy.Removals)
            .Where(c => c.Position.File == source.File).Distinct().ToArray();
        var readings = policy.Readings.Where(r => r.SectionPosition.File == source.File).ToArray();
        // Its own notice too if nothing is quoted from it: that it is recorded wrongly must not go unseen.
        var isOwn = source == policy.Sources[0];
        if (clauses.Length + readings.Length == 0 && !isOwn) return default;
        if (NoticeFile.Find(source, noticesFolder, problems) is not { } found) return new CitationCount(0, 0, clauses.Length);
        var check = new CitationLock(found.File, found.Text, readings.Select(r => r.Section).Concat(clauses.Select(c => c.Section)), problems);
        var quoted = clauses.Count(check.Quotation);
        foreach (var reading in readings) check.Body(reading.Section, reading.SectionPosition);
        return new CitationCount(quoted, check._bodies.Values.Count(body => body is not null), clauses.Length - quoted);
    }

    /// <summary>The quotation stands in its section; else it is reported why not.</summary>
    private bool Quotation(Clause clause)
    {
        var body = Body(clause.Section, clause.Position);
        var parts = clause.Quotation.Split('…').Select(FoldedText.Fold).Where(p => p.Length > 0).ToArray();
        if (Missing(parts, _notice.Text) is { } missing)
        {
            Report(DiagnosticCodes.QuotationNotInNotice, clause.Position,
                $"the quotation '{Shown.Text(clause.Quotation)}' does not stand in {_file}{Nearest(missing)}");
            return false;
        }
        if (body is null) return false;
        if (Missing(parts, body.Text) is not { } elsewhere) return true;
        Report(DiagnosticCodes.SectionNotInNotice, clause.Position,
            $"the quotation '{Shown.Text(clause.Quotation)}' does not stand in section {Shown.Text(clause.Section)} of {_file}"
            + (_notice.Text.IndexOf(elsewhere, StringComparison.Ordinal) is >= 0 and var at
                ? $" but under '{Shown.Text(_sections.HeadingAt(_notice.OriginOf(at)))}'" : ""));
        return false;
    }

    /// <summary>The folded text of a section; null if the notice has no such section, which is reported once for each place.</summary>
    private FoldedText? Body(string section, Position position)
    {
        if (!_bodies.TryGetValue(section, out var body))
            _bodies[section] = body = _sections.Find(section) is { } span ? FoldedText.Of(span) : null;
        if (body is null) Report(DiagnosticCodes.SectionNotInNotice, position,
            $"section '{Shown.Text(section)}' is not in {_file}; expected such as 二（三）1 or the heading's own words; its headings are "
            + string.Join("、", _sections.Headings.Select(h => $"'{Shown.Text(h)}'")));
        return body;
    }

    /// <summary>The first part that does not follow the parts before it; null if all stand in their order.</summary>
    private static string? Missing(string[] parts, string text)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            if (at < 0) return part;
            from = at + part.Length;
        }
        return null;
    }

    private string Nearest(string part) =>
        _notice.Text.Contains(part, StringComparison.Ordinal) ? "; its parts stand there in another order"
        : NearestPassage.Of(part, _notice.Text) is { } near
            ? $"; the nearest passage is '{Shown.Escaped(_notice.Passage(near.Start, near.Length))}'"
            : ", nor does anything like it";

    private void Report(string code, Position position, string message) => _problems.Add(new(code, position, message));
}

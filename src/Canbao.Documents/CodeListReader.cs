using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>Reads identities.yaml.</summary>
public static class CodeListReader
{
    /// <summary>Reads the file's text. Null if it has a problem.</summary>
    public static CodeLists? Read(string file, string text, List<Diagnostic> problems)
    {
        var before = problems.Count;
        if (DocumentReader.Read(file, text, problems) is not { } root) return null;
        var empty = new CodeLists([], [], [], "");
        var reader = new MapReader(root, new ReadContext(empty, problems));
        var lists = new[] { ReadCodes(reader, "identities"), ReadCodes(reader, "departments"), ReadCodes(reader, "funds") };
        reader.Close();
        return problems.Count == before ? new CodeLists(lists[0], lists[1], lists[2], CanonicalForm.Digest(root)) : null;
    }

    private static List<Code> ReadCodes(MapReader reader, string key)
    {
        reader.Required(key);
        var codes = new List<Code>();
        foreach (var item in reader.Maps(key))
        {
            var code = new Code(item.Text("code"), new Name(item.Text("zh"), item.Text("en")))
            {
                Named = item.FlagOrNull("named") ?? true,
                KindOf = item.TextOrNull("kind_of"),
                Also = item.Texts("also"),
            };
            item.Close();
            ReportNamesakes(item, code, codes);
            if (code.KindOf is { } wider && (key != "identities" || codes.Find(c => c.Id == wider) is not { KindOf: null }))
                item.Context.Report(DiagnosticCodes.UnknownCode, item.Position,
                    $"kind_of '{Shown.Text(wider)}' is not an identity above that is no kind itself");
            if (codes.Exists(c => c.Id == code.Id)) item.Context.Report(DiagnosticCodes.DuplicateId, item.Position,
                $"'{Shown.Text(code.Id)}' is given twice");
            else codes.Add(code);
        }
        return codes;
    }

    /// <summary>A name that two codes share would let the citation of one stand for the other.</summary>
    private static void ReportNamesakes(MapReader item, Code code, List<Code> before)
    {
        foreach (var name in code.Names)
            if (before.Find(other => other.Id != code.Id && other.Names.Any(n => FoldedText.Fold(n) == FoldedText.Fold(name))) is { } namesake)
                item.Context.Report(DiagnosticCodes.DuplicateId, item.Position,
                    $"'{Shown.Text(name)}' is a name of '{Shown.Text(namesake.Id)}' too; a name belongs to one code");
    }
}


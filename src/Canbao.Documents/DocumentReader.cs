using System.Text;
using Canbao.Policies;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Canbao.Documents;

/// <summary>
/// Reads the subset of YAML that a policy document may use: maps, lists and scalars. Anchors, aliases, tags and more than one
/// document are refused, size and depth are limited, so that what a reviewer sees is all there is.
/// </summary>
public sealed class DocumentReader
{
    public const int MaxBytes = 512 * 1024, MaxDepth = 12;

    private readonly string _file;
    private readonly List<Diagnostic> _problems;
    private readonly Parser _parser;
    private Position _last;
    private bool _tooDeep;

    private DocumentReader(string file, string text, List<Diagnostic> problems)
    {
        _file = file;
        _problems = problems;
        _parser = new Parser(new Scanner(new StringReader(text)));
        _last = new Position(file, 1, 1);
    }

    /// <summary>Reads a text. Null if it cannot be read at all; the problems say why.</summary>
    public static MapNode? Read(string file, string text, List<Diagnostic> problems)
    {
        var start = new Position(file, 1, 1);
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            problems.Add(new(DiagnosticCodes.TooLarge, start, $"the document is larger than {MaxBytes} bytes"));
            return null;
        }
        var reader = new DocumentReader(file, text, problems);
        try
        {
            return reader.ReadRoot(start);
        }
        catch (YamlException e)
        {
            if (!reader._tooDeep) problems.Add(new(DiagnosticCodes.NotYaml, At(file, e.Start), $"this is not YAML: {e.Message}"));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner stumbles over some unfinished lists instead of saying so, and no longer knows where: after the last thing it read.
            problems.Add(new(DiagnosticCodes.NotYaml, reader._last, "this is not YAML: what follows here is not finished, such as a [ without its ]"));
            return null;
        }
    }

    private MapNode? ReadRoot(Position start)
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _problems.Add(new(DiagnosticCodes.WrongType, start, "the document is empty; expected a map of rules"));
            return null;
        }
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
            _problems.Add(new(DiagnosticCodes.NotYaml, Here(), "more than one document in the file; only one is allowed"));
        if (root is MapNode map) return map;
        _problems.Add(new(DiagnosticCodes.WrongType, root?.Position ?? start, "expected a map of rules at the top"));
        return null;
    }

    private DocumentNode? ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            _problems.Add(new(DiagnosticCodes.TooDeep, Here(), $"nested deeper than {MaxDepth} levels"));
            _tooDeep = true;
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "nested too deeply");
        }
        RefuseAnchorsAndTags();
        _last = Here();
        if (_parser.TryConsume<Scalar>(out var scalar)) return new ScalarNode(scalar.Value, At(_file, scalar.Start));
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return new ScalarNode("", At(_file, alias.Start));
        return _parser.TryConsume<SequenceStart>(out var list) ? ReadList(list, depth) : ReadMap(depth);
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        var items = new List<DocumentNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            if (ReadNode(depth + 1) is { } item) items.Add(item);
        return new ListNode(items, At(_file, start.Start));
    }

    private MapNode ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is ScalarNode name && value is not null) AddEntry(entries, name, value);
            else _problems.Add(new(DiagnosticCodes.WrongType, key?.Position ?? Here(), "a key must be plain text"));
        }
        return new MapNode(entries, At(_file, start.Start));
    }

    private void AddEntry(List<MapEntry> entries, ScalarNode key, DocumentNode value)
    {
        if (entries.Exists(e => e.Key.Text == key.Text))
            _problems.Add(new(DiagnosticCodes.DuplicateKey, key.Position, $"'{Shown.Text(key.Text)}' is given twice"));
        else
            entries.Add(new MapEntry(key, value));
    }

    private void RefuseAnchorsAndTags()
    {
        var refused = _parser.Current switch
        {
            AnchorAlias => "an alias",
            NodeEvent { Anchor.IsEmpty: false } => "an anchor",
            NodeEvent { Tag.IsEmpty: false } => "a tag",
            _ => null,
        };
        if (refused is not null)
            _problems.Add(new(DiagnosticCodes.AnchorOrTag, Here(), $"{refused} is not allowed: write the value where it holds"));
    }

    private Position Here() => At(_file, _parser.Current?.Start ?? Mark.Empty);

    private static Position At(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}

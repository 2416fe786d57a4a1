using System.CommandLine;
using Canbao.Recalculation.Inputs;

namespace Canbao.Cli.Commands;

/// <summary>How an input of residents is read, for all commands that read one.</summary>
internal sealed class InputOptions
{
    private const int MostThreads = 256;

    private readonly Option<string> _mapping = new("--mapping")
    {
        Description = "JSON file that says what the input's columns and values mean.", HelpName = "FILE.json",
    };

    private readonly Option<string> _encoding = new("--encoding") { Description = "Of the input. Default: found out." };

    private readonly Option<int> _threads =
        NumberOption.Of("--threads", "How many blocks of rows are worked on at once.", 1, MostThreads, Math.Min(Environment.ProcessorCount, MostThreads));

    public InputOptions()
    {
        _encoding.AcceptOnlyFromAmong([.. Enum.GetValues<TextEncoding>().Select(TextEncodings.Name)]);
    }

    public Option Mapping => _mapping;

    public Option Encoding => _encoding;

    public Option Threads => _threads;

    /// <summary>The file of the mapping; null for none.</summary>
    public string? MappingFile(ParseResult result) => result.GetValue(_mapping);

    /// <summary>Throws <see cref="InvalidDataException"/> for a mapping that cannot be used.</summary>
    public ColumnMapping MappingOf(ParseResult result) => result.GetValue(_mapping) is { } file ? ColumnMapping.Load(file) : ColumnMapping.None;

    public TextEncoding EncodingOf(ParseResult result) => TextEncodings.Parse(result.GetValue(_encoding) ?? TextEncodings.Name(TextEncoding.Auto));

    public int ThreadsOf(ParseResult result) => result.GetValue(_threads);
}

using System.CommandLine;
using Canbao.Recalculation.Inputs;

namespace Canbao.Cli.Commands;

/// <summary>How an input of residents is read, for all commands that read one.</summary>
internal sealed class InputOptions
{
    private readonly Option<string> _mapping = new("--mapping")
    {
        Description = "JSON file that says what the input's columns and values mean.", HelpName = "FILE.json",
    };

    private readonly Option<string> _encoding = new("--encoding") { Description = "Of the input. Default: found out." };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "How many blocks of rows are worked on at once.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N",
    };

    public InputOptions()
    {
        _encoding.AcceptOnlyFromAmong([.. Enum.GetValues<TextEncoding>().Select(TextEncodings.Name)]);
        _threads.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > 256) result.AddError("--threads: expected 1 to 256");
        });
    }

    public Option Mapping => _mapping;

    public Option Encoding => _encoding;

    public Option Threads => _threads;

    /// <summary>Throws <see cref="InvalidDataException"/> for a mapping that cannot be used.</summary>
    public ColumnMapping MappingOf(ParseResult result) => result.GetValue(_mapping) is { } file ? ColumnMapping.Load(file) : ColumnMapping.None;

    public TextEncoding EncodingOf(ParseResult result) => TextEncodings.Parse(result.GetValue(_encoding) ?? TextEncodings.Name(TextEncoding.Auto));

    public int ThreadsOf(ParseResult result) => result.GetValue(_threads);
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Canbao.Policies;
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

    private readonly Option<string> _encoding = new("--encoding") { Description = $"Of the input: {TextEncodings.Allowed}. Default: found out." };

    private readonly Option<string> _delimiter = new("--delimiter")
    {
        Description = $"Between the fields of the input: {Delimiter.Allowed}. Default: a comma, or what its first line says (sep=;).", HelpName = "SIGN",
    };

    private readonly Option<int> _threads =
        NumberOption.Of("--threads", "How many blocks of rows are worked on at once.", 1, MostThreads, Math.Min(Environment.ProcessorCount, MostThreads));

    public InputOptions()
    {
        _encoding.Validators.Add(result => Check(result, text => TextEncodings.Parse(text)));
        _delimiter.Validators.Add(result => Check(result, text => DelimiterOf(text)));
    }

    public Option Mapping => _mapping;

    public Option Encoding => _encoding;

    public Option Delimiters => _delimiter;

    public Option Threads => _threads;

    /// <summary>The file of the mapping; null for none.</summary>
    public string? MappingFile(ParseResult result) => result.GetValue(_mapping);

    /// <summary>Throws <see cref="InvalidDataException"/> for a mapping that cannot be used.</summary>
    public ColumnMapping MappingOf(ParseResult result) => result.GetValue(_mapping) is { } file ? ColumnMapping.Load(file) : ColumnMapping.None;

    public TextEncoding EncodingOf(ParseResult result) => TextEncodings.Parse(result.GetValue(_encoding) ?? TextEncodings.Name(TextEncoding.Auto));

    public TextForm FormOf(ParseResult result) =>
        new(EncodingOf(result), result.GetValue(_delimiter) is { } delimiter ? DelimiterOf(delimiter) : null);

    public int ThreadsOf(ParseResult result) => result.GetValue(_threads);

    private static Delimiter DelimiterOf(string text) => Delimiter.Find(text)
        ?? throw new InvalidDataException($"'{Shown.Text(text)}' is not allowed; expected one of {Delimiter.Allowed}");

    private static void Check(OptionResult result, Action<string> parse)
    {
        try
        {
            parse(result.Tokens.Single().Value);
        }
        catch (InvalidDataException e)
        {
            result.AddError($"{result.Option.Name}: {e.Message}");
        }
    }
}

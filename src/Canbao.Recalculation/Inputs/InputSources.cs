using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Tables;

namespace Canbao.Recalculation.Inputs;

/// <summary>Opens an input by its name: a CSV file, a file of messages, a table or a query.</summary>
internal static class InputSources
{
    /// <param name="book">For the names of codes.</param>
    /// <param name="check">What is asked of a row that cannot be read, to name all that is wrong with it.</param>
    /// <param name="memory">What its readers may hold.</param>
    public static IInputSource Open(
        string input, TextForm form, ColumnMapping mapping, PolicyBook book, QuestionCheck check, MemoryBudget memory)
    {
        if (mapping.UnknownCodes(book).ToArray() is { Length: > 0 } unknown) throw new InvalidDataException($"--mapping: {string.Join("; ", unknown)}");
        return PostgresAddress.IsOne(input) ? PostgresSource.Open(PostgresAddress.Parse(input), mapping, book, check, memory)
            : MessageFile.IsNamed(input) ? new MessageSource(input, book, memory)
            : new CsvSource(input, form, mapping, book, check, memory);
    }
}

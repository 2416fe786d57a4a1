using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Readers;

/// <summary>Reads what every rule has: citation or silence, and the reading on which it rests.</summary>
internal static class RuleReader
{
    /// <summary>A rule whose id is a key of its map.</summary>
    public static Rule Rule(this MapReader reader) => reader.Rule(reader.Text("id"));

    /// <summary>A rule whose id is given by its place.</summary>
    public static Rule Rule(this MapReader reader, string id)
    {
        var clauses = new List<Clause>();
        var silent = reader.TextOrNull("silent");
        if (reader.Has("section") || reader.Has("quote")) clauses.Add(reader.Clause());
        foreach (var more in reader.Maps("also"))
        {
            clauses.Add(more.Clause());
            more.Close();
        }
        if ((clauses.Count == 0) == (silent is null))
            reader.Context.Report(DiagnosticCodes.Uncited, reader.Position, $"rule '{Shown.Text(id)}' needs either section and quote, or silent, and not both");
        return new Rule(id, [.. clauses], reader.Position) { Silent = silent, Reading = reader.ReadingOrNull() };
    }

    private static Clause Clause(this MapReader reader)
    {
        var section = reader.Text("section");
        var quote = reader.Scalar("quote");
        if (quote is not null) CheckLength(reader.Context, quote);
        return new Clause(section, quote?.Text ?? "", quote?.Position ?? reader.Position);
    }

    /// <summary>Shorter, it stands anywhere; longer, nobody compares it.</summary>
    private static void CheckLength(ReadContext context, ScalarNode quote)
    {
        var (said, length) = (FoldedText.Fold(quote.Text).Length, quote.Text.Trim().Length);
        if (said < Policies.Model.Clause.MinLength || length > Policies.Model.Clause.MaxLength) context.Report(DiagnosticCodes.QuotationLength, quote.Position,
            $"quote: '{Shown.Text(quote.Text)}' has {(said < Policies.Model.Clause.MinLength ? said : length)} characters; expected at least "
            + $"{Policies.Model.Clause.MinLength} letters or digits and at most {Policies.Model.Clause.MaxLength} characters of the notice");
    }
}

using Canbao.Documents.Answers;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>A quote for a terminal: Chinese names beside the codes, yuan instead of fen.</summary>
internal static class QuoteText
{
    private const int LabelWidth = 40;

    public static void Write(TextWriter output, Policy policy, Profile profile, DateOnly payment, Quote quote)
    {
        output.WriteLine($"{policy.Name.Zh} {policy.Name.En}  {policy}  缴费日 {payment:yyyy-MM-dd}");
        output.WriteLine(ProfileText.Of(policy, profile));
        output.WriteLine();
        foreach (var field in QuoteFields.All.Where(field => field.Label is not null))
            foreach (var words in Words(policy, field, quote)) output.WriteLine($"  {TextWidth.Pad(Label(field, quote), LabelWidth)}{words}");
    }

    public static string IdentityName(Policy policy, string code) => Named(policy.Codes.Identity(code)?.Name.Zh, code);

    private static string Label(QuoteField field, Quote quote) =>
        field.Name == QuoteFields.Fee && quote.Status == QuoteStatus.AlreadyPaid ? "个人已缴 fee paid" : field.Label!;

    /// <summary>A line for each code of a set.</summary>
    private static IEnumerable<string> Words(Policy policy, QuoteField field, Quote quote) => field switch
    {
        CodeField f when f.Of(quote) is { } code => [Words(policy, f.Kind, code)],
        CodeSetField f => f.Of(quote).Select(code => Words(policy, f.Kind, code)),
        AmountsField f => f.Of(quote).Select(line => $"{AmountField.YuanWords(line.Fen)}  {line.Code}"),
        // What the cashier takes is the fee again where nothing else is bought.
        { Name: QuoteFields.Payable } when quote.AddonTotalFen is null && quote.Status != QuoteStatus.AlreadyPaid => [],
        { Name: QuoteFields.FiscalSubsidy or QuoteFields.FundingTotal } when field.Words(quote) is { } amount => [Floor(quote) + amount + Basis(field, quote)],
        _ => field.Words(quote) is { } words ? [words] : [],
    };

    private static string Words(Policy policy, CodeKind kind, string code) => kind switch
    {
        CodeKind.Identity => IdentityName(policy, code),
        CodeKind.Fund => Named(policy.Codes.Fund(code)?.Name.Zh, code),
        CodeKind.Department => Named(policy.Codes.Department(code)?.Name.Zh, code),
        // The id alone where a later revision asks the question, which decides the next open day.
        CodeKind.Reading => Named(policy.Readings.FirstOrDefault(r => r.Id == code)?.Question, code),
        CodeKind.ResidentField or CodeKind.Subject => CodeText.Of(code),
        _ => code,
    };

    private static string Named(string? name, string code) => name is null ? code : $"{name} {code}";

    private static string Floor(Quote quote) => quote.FiscalSubsidyKind == SubsidyKind.AtLeast ? "不低于 " : "";

    private static string Basis(QuoteField field, Quote quote) =>
        field.Name == QuoteFields.FiscalSubsidy && quote.FiscalSubsidyBasis is { } basis ? $"  ({basis})" : "";
}

using System.Globalization;
using Canbao.Documents.Answers;
using Canbao.Policies;

namespace Canbao.Documents.WorkedCases;

/// <summary>Every field of an answer that a case may state.</summary>
internal static class AnswerFields
{
    public static readonly ValueList<AnswerField> All = [.. QuoteFields.All.Select(Of)];

    private const string NextMonth = "next_month_first_day";

    private static AnswerField Of(QuoteField field) => field switch
    {
        AmountField f => AnswerField.OfYuan(f.CaseName, f.Of),
        QuoteDayField f => AnswerField.OfDate(f.CaseName, f.Of),
        NumberField f => AnswerField.OfNumber(f.CaseName, f.Of),
        YesNoField f => AnswerField.OfFlag(f.CaseName, f.Of),
        CodeField f => AnswerField.OfCode(f.CaseName, Check(f.Kind, f.CaseName), f.Of),
        CodeSetField { Kind: CodeKind.Remark } f => AnswerField.OfSet(f.CaseName, (_, _) => { }, q => f.Of(q).Select(remark => remark.Split(':')[0])),
        CodeSetField f => AnswerField.OfSet(f.CaseName, Check(f.Kind, f.CaseName), q => f.Of(q)),
        AmountsField f => AnswerField.OfAmounts(f.CaseName, Check(f.Kind, f.CaseName), f.Of),
        StatusField f => AnswerField.OfEnumeration(f.CaseName, q => q.Status),
        SubsidyKindField f => AnswerField.OfEnumeration(f.CaseName, q => q.FiscalSubsidyKind),
        WaitingField f => new(f.CaseName, ExpectedWaiting, q => Shown(q.Waiting)),
        _ => throw new InvalidOperationException($"the field {field.Name} is of a kind that no case can state"),
    };

    private static Action<MapReader, ScalarNode> Check(CodeKind kind, string key) => (reader, code) => Check(reader, kind, key, code);

    /// <summary>Reports a code that no list has.</summary>
    private static void Check(MapReader reader, CodeKind kind, string key, ScalarNode code)
    {
        var codes = reader.Context.Codes;
        if (kind == CodeKind.Identity) reader.Context.CheckIdentity(code.Text, code.Position);
        else if (kind == CodeKind.Fund) Known(codes.Fund(code.Text) is not null);
        else if (kind == CodeKind.Department) Known(codes.Department(code.Text) is not null);
        else if (kind == CodeKind.Payer) Known(code.Text is Contribution.Resident or Contribution.FiscalSubsidy || codes.Fund(code.Text) is not null);
        else if (kind == CodeKind.Reading) reader.Context.Reading(code);
        else if (kind == CodeKind.ResidentField) OneOf(CaseInput.Keys);
        else if (kind == CodeKind.Subject) OneOf(Subjects.All);

        void OneOf(ValueList<string> allowed)
        {
            if (!allowed.Contains(code.Text)) reader.Bad<string>(code, key, allowed.ToString());
        }

        void Known(bool isKnown)
        {
            if (isKnown) return;
            var what = $"{SnakeCase.Of(kind)} '{Policies.Shown.Text(code.Text)}'";
            reader.Context.Report(DiagnosticCodes.UnknownCode, code.Position, $"{what} is not in the code lists");
        }
    }

    /// <summary>"0 days" is no wait, which is not the same as a wait of which nothing is stated.</summary>
    private static string? ExpectedWaiting(MapReader reader, string key)
    {
        if (reader.ScalarOrNull(key) is not { } scalar) return null;
        if (scalar.Text is AnswerField.NotStated or NextMonth) return scalar.Text;
        var parts = scalar.Text.Split(' ');
        return parts is [var number, "days" or "months"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? scalar.Text
            : reader.Bad<string>(scalar, key, $"0 days, 90 days, 4 months, {NextMonth} or {AnswerField.NotStated}");
    }

    private static string Shown(Waiting? waiting) => waiting switch
    {
        null => AnswerField.NotStated,
        { Unit: WaitingUnit.Days } w => string.Create(CultureInfo.InvariantCulture, $"{w.Length} days"),
        { Unit: WaitingUnit.Months } w => string.Create(CultureInfo.InvariantCulture, $"{w.Length} months"),
        _ => NextMonth,
    };
}

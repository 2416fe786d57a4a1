using Canbao.Policies;
using Canbao.V1;

namespace Canbao.Cli.Receipts;

/// <summary>The verification of a receipt for a terminal.</summary>
internal static class VerificationText
{
    private const string AmountSuffix = "_fen";

    public static void Write(TextWriter output, Receipt receipt, ReceiptVerification verification)
    {
        output.WriteLine($"回执 receipt  {Name(receipt.Policy)}  缴费日 {receipt.Request.PaymentDate}  digest {receipt.Policy.Digest}");
        var (then, now) = (verification.EngineVersionThen, verification.EngineVersionNow);
        output.WriteLine($"程序版本 engine  {then}{(then == now ? "" : $" → {now}")}");
        output.WriteLine();
        Write(output, "当时所答 as answered then", receipt, verification.AsAnsweredThen);
        Write(output, "如今所答 as it would be now", receipt, verification.AsItWouldBeNow);
    }

    private static void Write(TextWriter output, string title, Receipt receipt, ReceiptJudgement judgement)
    {
        var verdict = judgement.Outcome switch
        {
            ReceiptOutcome.Same => "一致 SAME",
            ReceiptOutcome.Differs => "不同 DIFFERS",
            _ => $"没有答案 NO ANSWER: {judgement.Reason}",
        };
        output.WriteLine($"{title}: {verdict}");
        if (judgement.Policy is { } policy && !policy.Equals(receipt.Policy)) output.WriteLine($"  policy: {Full(receipt.Policy)} → {Full(policy)}");
        foreach (var difference in judgement.Differences)
            output.WriteLine($"  {difference.Field}: {Value(difference.Field, difference.HasReceipt ? difference.Receipt : null)} → "
                + Value(difference.Field, difference.HasVerified ? difference.Verified : null));
    }

    private static string Value(string field, string? json)
    {
        if (json is null) return "无 none";
        var isAmount = field.EndsWith(AmountSuffix, StringComparison.Ordinal);
        // 64-bit numbers are text in proto3 JSON.
        return isAmount && long.TryParse(json.Trim('"'), out var fen) && fen >= 0 ? $"{Yuan.Format(fen)} 元" : json;
    }

    private static string Name(PolicyRef policy) => $"{policy.Region}/{policy.BenefitYear}@{policy.Revision}";

    private static string Full(PolicyRef policy) => $"{Name(policy)} {policy.Digest[..12]}";
}

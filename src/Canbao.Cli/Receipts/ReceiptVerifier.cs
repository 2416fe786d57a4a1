using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Recalculation.Differences;
using Canbao.V1;
using Quote = Canbao.Policies.Quote;

namespace Canbao.Cli.Receipts;

/// <summary>Asks the question of a receipt again: under the policies that answered it, and under those of today.</summary>
internal static class ReceiptVerifier
{
    public static ReceiptVerification Verify(Receipt receipt, PolicyBook book) => new()
    {
        EngineVersionThen = receipt.EngineVersion,
        EngineVersionNow = EngineVersion.Current,
        AsAnsweredThen = Then(receipt, book),
        AsItWouldBeNow = Now(receipt, book),
    };

    /// <summary>The policies are those that the receipt names by their digests, whatever the book finds for the region by now.</summary>
    private static ReceiptJudgement Then(Receipt receipt, PolicyBook book)
    {
        var revisions = new List<Policy>();
        var missing = new List<string>();
        foreach (var wanted in receipt.LaterRevisions.Prepend(receipt.Policy))
        {
            if (Missing(book, wanted, out var policy) is { } reason) missing.Add(reason);
            else revisions.Add(policy!);
        }
        if (missing.Count > 0) return NoAnswer($"cannot be reproduced: {string.Join("; ", missing)}");
        var timeline = Timeline.Of(revisions);
        var request = RequestMapper.FromMessage(receipt.Request);
        var problems = new List<InputProblem>(InputCheck.Profile(timeline, request.Profile));
        problems.AddRange(DateReader.Read(request.Dates, out var situation));
        if (problems.Count > 0) return NoAnswer($"{timeline} refuses the question: {new RowError(false, [.. problems]).Message}");
        var (answering, quote) = TimelineInterpreter.Quote(timeline, request.Profile, situation);
        var governs = request.Revision != 0 || !(situation.PaymentDate < answering.EffectiveFrom);
        return answering == revisions[0] && governs
            ? Compare(receipt, answering, quote)
            : NoAnswer($"{revisions[0]} does not govern a payment on {situation.PaymentDate:yyyy-MM-dd}");
    }

    private static ReceiptJudgement Now(Receipt receipt, PolicyBook book)
    {
        var request = RequestMapper.FromMessage(receipt.Request) with { Revision = 0 };
        if (Quoter.Check(book, request, out var timeline, out var situation) is { } error) return NoAnswer(error.Message);
        var (policy, quote) = TimelineInterpreter.Quote(timeline!, request.Profile, situation);
        return Compare(receipt, policy, quote);
    }

    /// <summary>What is there instead of the policy; null if it is there.</summary>
    private static string? Missing(PolicyBook book, PolicyRef wanted, out Policy? found)
    {
        var revisions = book.Policies.Where(p => p.Region == wanted.Region && p.BenefitYear == wanted.BenefitYear).ToArray();
        found = revisions.FirstOrDefault(p => p.Revision == wanted.Revision);
        var name = $"{wanted.Region}/{wanted.BenefitYear}";
        if (revisions.Length == 0) return $"there is no policy {name}";
        if (found is null) return $"{name} has no revision {wanted.Revision}; it has {string.Join(", ", revisions.Select(p => p.Revision))}";
        return found.Digest == wanted.Digest ? null
            : $"{found} is another document by now: the receipt was answered by digest {wanted.Digest}, the book has {found.Digest}";
    }

    private static ReceiptJudgement Compare(Receipt receipt, Policy policy, Quote quote)
    {
        var judgement = new ReceiptJudgement { Policy = QuoteMapper.ToRef(policy) };
        judgement.Differences.AddRange(QuoteDifferences.Between(receipt.Answer, QuoteMapper.ToMessage(quote)));
        judgement.Outcome = judgement.Differences.Count == 0 ? ReceiptOutcome.Same : ReceiptOutcome.Differs;
        return judgement;
    }

    private static ReceiptJudgement NoAnswer(string reason) => new() { Outcome = ReceiptOutcome.NoAnswer, Reason = reason };
}

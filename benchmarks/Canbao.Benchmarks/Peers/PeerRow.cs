using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Benchmarks.Peers;

/// <summary>The part of an answer that all peers give, as nine numbers: what is absent is -1, dates are yyyymmdd.</summary>
internal static class PeerRow
{
    public static readonly string[] Columns =
        ["status", "standard_fen", "assistance_fen", "fee_fen", "subsidy_fen", "wait", "benefit_start", "benefit_end", "deductible_fen"];

    private const int Absent = -1, Months = 1000, NextMonth = 2000;

    private const long Prime = int.MaxValue;

    private static readonly long[] Factors =
        [1073741827, 536870923, 268435459, 134217757, 67108879, 1610612741, 805306457, 402653189, 201326611];

    public static int[] Of(Answer answer)
    {
        var quote = answer.Quote ?? throw new InvalidDataException($"a resident has no answer: {answer.Error!.Message}");
        // What is left of an undetermined answer is advice for the clerk: no peer gives it.
        if (quote.Status == QuoteStatus.Undetermined) return [(int)quote.Status, .. Enumerable.Repeat(Absent, Columns.Length - 1)];
        return
        [
            (int)quote.Status, Number(quote.IndividualStandardFen), Number(quote.AssistanceFen), Number(quote.FeeFen), Number(quote.FiscalSubsidyFen),
            Wait(quote.Waiting), Date(quote.BenefitStart), Date(quote.BenefitEnd), Number(quote.Catastrophic?.DeductibleFen),
        ];
    }

    /// <summary>What a resident's row adds to the checksum: benchmarks/peers/README.md.</summary>
    public static long Mix(int resident, ReadOnlySpan<int> numbers)
    {
        var hash = 0L;
        for (var i = 0; i < numbers.Length; i++) hash += (numbers[i] + 1L) * Factors[i];
        var mixed = (hash % Prime + resident * 1_000_003L) % Prime;
        var once = (mixed * mixed + 1) % Prime;
        var twice = (once * once + mixed) % Prime;
        return (twice * twice + once) % Prime;
    }

    private static int Number(long? value) => (int)(value ?? Absent);

    private static int Date(DateOnly? day) => day is { } d ? (int)WireDate.Format(d) : Absent;

    private static int Wait(Waiting? waiting) => waiting switch
    {
        null => Absent,
        { Unit: WaitingUnit.Days } wait => wait.Length,
        { Unit: WaitingUnit.Months } wait => Months + wait.Length,
        _ => NextMonth,
    };
}

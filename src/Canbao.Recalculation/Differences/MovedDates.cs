namespace Canbao.Recalculation.Differences;

/// <summary>Moves the dates of an answer, as those of the question were, so that answers of two years can be compared.</summary>
internal static class MovedDates
{
    /// <summary>A day that would leave the years that a date may have stays where it is.</summary>
    public static void Move(V1.Quote quote, int years)
    {
        if (years == 0) return;
        if (quote.HasNextOpenDate) quote.NextOpenDate = Moved(quote.NextOpenDate, years);
        if (quote.HasBenefitStart) quote.BenefitStart = Moved(quote.BenefitStart, years);
        if (quote.HasBenefitEnd) quote.BenefitEnd = Moved(quote.BenefitEnd, years);
        if (quote.HasAssistanceDeferredTo) quote.AssistanceDeferredTo = (uint)(quote.AssistanceDeferredTo + years);
    }

    private static uint Moved(uint day, int years) => YearShift.TryMove(day, years, out var moved) ? moved : day;
}

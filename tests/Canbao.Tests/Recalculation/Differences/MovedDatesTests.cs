using Canbao.Recalculation.Differences;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>No region has yet policies of two years that state days of cover, so these are invented.</summary>
public class MovedDatesTests
{
    [Theory]
    [InlineData(1, 20250901, 20250301, 20251231, 2026)]
    [InlineData(-2, 20220901, 20220301, 20221231, 2023)]
    [InlineData(0, 20240901, 20240301, 20241231, 2025)]
    public void AllDatesOfAnAnswer_Move(int years, uint open, uint start, uint end, uint deferred)
    {
        var quote = new V1.Quote { NextOpenDate = 20240901, BenefitStart = 20240301, BenefitEnd = 20241231, AssistanceDeferredTo = 2025 };
        MovedDates.Move(quote, years);
        Assert.Equal(new V1.Quote { NextOpenDate = open, BenefitStart = start, BenefitEnd = end, AssistanceDeferredTo = deferred }, quote);
    }

    [Fact]
    public void LeapDay_BecomesTheDayBefore_AndNothingStaysNothing()
    {
        var quote = new V1.Quote { BenefitStart = 20240229, FeeFen = 38_000 };
        MovedDates.Move(quote, 1);
        Assert.Equal(new V1.Quote { BenefitStart = 20250228, FeeFen = 38_000 }, quote);
    }
}

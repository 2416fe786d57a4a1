using Canbao.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace Canbao.Tests.Policies;

public class FormatTests
{
    [Theory]
    [InlineData("400", 40_000)]
    [InlineData("9398.5", 939_850)]
    [InlineData("0.05", 5)]
    [InlineData("0", 0)]
    public void Accepts_Yuan(string text, long fen)
    {
        Assert.True(Yuan.TryParse(text, out var parsed));
        Assert.Equal(fen, parsed);
        Assert.Equal(text, Yuan.Format(fen));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1.234")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("４００")]
    [InlineData("9999999999")]
    public void Rejects_Yuan(string text) => Assert.False(Yuan.TryParse(text, out _));

    [Fact]
    public void Yuan_RoundTrips() => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), fen =>
        Yuan.TryParse(Yuan.Format(fen), out var parsed) && parsed == fen).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(20250228u, true)]
    [InlineData(20240229u, true)]
    [InlineData(20250229u, false)]
    [InlineData(20250230u, false)]
    [InlineData(20251301u, false)]
    [InlineData(20250100u, false)]
    [InlineData(20250132u, false)]
    [InlineData(18991231u, false)]
    [InlineData(22000101u, false)]
    [InlineData(0u, false)]
    [InlineData(uint.MaxValue, false)]
    public void WireDate_AcceptsCalendarDaysOnly(uint value, bool valid)
    {
        Assert.Equal(valid, WireDate.TryParse(value, out var date));
        if (valid) Assert.Equal(value, WireDate.Format(date));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("低保", "低保")]
    [InlineData("a\nb\0", "a\\u000ab\\u0000")]
    [InlineData("\u202Eabc", "\\u202eabc")]
    public void Shown_EscapesWhatCouldMislead(string value, string shown) => Assert.Equal(shown, Shown.Text(value));

    [Fact]
    public void Shown_CutsLongValues() => Assert.Equal(Shown.MaxLength + 1, Shown.Text(new string('x', 10_000)).Length);
}

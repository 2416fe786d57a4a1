using Grpc.Core;
using GrpcLite.Protocol;

namespace GrpcLite.Tests;

public sealed class ProtocolUnitTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("5u", 50)]
    [InlineData("600n", 6)]
    [InlineData("1n", 1)]
    public void Accepts_Timeout(string header, long ticks)
    {
        Assert.True(GrpcTimeout.TryParse(header, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Fact]
    public void Timeout_TooLongForATimer_IsCut()
    {
        Assert.True(GrpcTimeout.TryParse("99999999H", out var timeout));
        Assert.Equal(GrpcTimeout.Longest, timeout);
    }

    [Theory]
    [InlineData(0, "1u")]
    [InlineData(15, "2u")]
    [InlineData(10_000_000, "1000000u")]
    [InlineData(10_000_000_000, "1000000m")]
    [InlineData(long.MaxValue, "2147484S")]
    public void Timeout_HasAtMostEightDigits_RoundedUp(long ticks, string header) =>
        Assert.Equal(header, GrpcTimeout.Format(TimeSpan.FromTicks(ticks)));

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("参\n", "%E5%8F%82%0A")]
    public void Message_IsPercentEncoded(string text, string encoded) => Assert.Equal(encoded, PercentEncoding.Encode(text));

    [Theory]
    [InlineData("a%2", "a%2")]
    [InlineData("a%zz", "a%zz")]
    [InlineData("%41%", "A%")]
    public void Message_WithBrokenEscapes_IsKeptAsItIs(string encoded, string text) =>
        Assert.Equal(text, PercentEncoding.Decode(encoded));

    [Theory]
    [InlineData("AQ==")]
    [InlineData("AQ")]
    public void Accepts_Base64_WithAndWithoutPadding(string value)
    {
        var metadata = new Metadata();
        MetadataHeaders.AddReceived(metadata, "X-Bin", value + ", AgM");
        Assert.Equal([[1], [2, 3]], metadata.GetAll("x-bin").Select(entry => entry.ValueBytes));
    }

    [Theory]
    [InlineData(":path")]
    [InlineData("TE")]
    [InlineData("Content-Type")]
    [InlineData("grpc-timeout")]
    [InlineData("grpc-encoding")]
    [InlineData("connection")]
    public void Reserved_HeadersAreNoMetadata(string name) => Assert.True(MetadataHeaders.IsReserved(name));

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ä")]
    [InlineData("text-bin")]
    public void Rejects_MetadataKey(string key) => Assert.ThrowsAny<ArgumentException>(() => new Metadata { { key, "x" } });

    [Fact]
    public void Metadata_KeysAreLowerCase_AndTheLastOneWins()
    {
        var metadata = new Metadata { { "Name", "1" }, { "name", "2" } };
        Assert.Equal("2", metadata.GetValue("NAME"));
        Assert.All(metadata, entry => Assert.Equal("name", entry.Key));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
    }
}

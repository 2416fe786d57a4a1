using Canbao.Recalculation.Answers.Remote;

namespace Canbao.Tests.Recalculation;

/// <summary>Addresses of services as they are written on a command line.</summary>
public class RemoteOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("a.example:5080, http://b.example:81", "http://a.example:5080/ http://b.example:81/")]
    [InlineData("[::1]:80", "http://[::1]/")]
    public void Accepts_HostsWithPorts(string text, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', RemoteOptions.Parse(text, TimeSpan.Zero).Addresses));

    [Theory]
    [InlineData("", "''")]
    [InlineData("127.0.0.1", "'127.0.0.1'")]
    [InlineData("a:1,,b:2", "''")]
    [InlineData("a:1,b", "'b'")]
    [InlineData("a:65536", "'a:65536'")]
    [InlineData("https://a:1", "'https://a:1'")]
    [InlineData("http://a:1/x", "'http://a:1/x'")]
    [InlineData("user@a:1", "'user@a:1'")]
    [InlineData("a:1,http://A:1/", "named twice")]
    public void Rejects_Others(string text, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => RemoteOptions.Parse(text, TimeSpan.Zero)).Message, StringComparison.Ordinal);
}

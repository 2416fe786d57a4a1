using Canbao.Api.Client;

namespace Canbao.Tests.Client;

/// <summary>Options that make no client, and what is said about them.</summary>
public class QuoteClientOptionsTests
{
    private static readonly QuoteClientOptions Good = new() { Addresses = [new Uri("http://127.0.0.1:5080")] };

    public static TheoryData<string, string> Bad => new()
    {
        { "no address", "Addresses: none given" },
        { "relative", "Addresses: 'quotes' is not allowed; expected a URL" },
        { "scheme", "Addresses: 'ftp://127.0.0.1/' is not allowed" },
        { "twice", "Addresses: one of them is named twice" },
        { "no stream", "Streams: allowed are 1 to 1024" },
        { "nothing in flight", "BatchesInFlight: allowed are 1 to 1024" },
        { "no resident", "BatchResidents: allowed are 1 to 1048576" },
        { "no patience", "Patience: allowed is more than nothing, up to a day" },
        { "long backoff", "MaxBackoff: allowed is more than nothing, up to a day" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Rejects_NamingTheOption(string what, string says)
    {
        var options = what switch
        {
            "no address" => new QuoteClientOptions(),
            "relative" => Good with { Addresses = [new Uri("quotes", UriKind.Relative)] },
            "scheme" => Good with { Addresses = [new Uri("ftp://127.0.0.1")] },
            "twice" => Good with { Addresses = [Good.Addresses[0], new Uri("http://127.0.0.1:5080/")] },
            "no stream" => Good with { Streams = 0 },
            "nothing in flight" => Good with { BatchesInFlight = 0 },
            "no resident" => Good with { BatchResidents = 0 },
            "no patience" => Good with { Patience = TimeSpan.Zero },
            _ => Good with { MaxBackoff = TimeSpan.FromDays(2) },
        };
        Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => new QuoteClient(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backoff_DoublesUpToItsLimit_VariedByHalf()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1_500));
        foreach (var whole in new[] { 100, 200, 400, 800, 1_500, 1_500 }) Assert.InRange(backoff.Next().TotalMilliseconds, whole / 2.0, whole);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalMilliseconds, 50, 100);
        for (var i = 0; i < 100; i++) Assert.InRange(backoff.Next().TotalMilliseconds, 50, 1_500);
    }
}

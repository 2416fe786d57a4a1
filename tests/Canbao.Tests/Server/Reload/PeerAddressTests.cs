using Canbao.Server.Hosting;

namespace Canbao.Tests.Server.Reload;

public class PeerAddressTests
{
    [Theory]
    [InlineData("ipv4:127.0.0.1:50000")]
    [InlineData("ipv4:127.8.9.10:1")]
    [InlineData("ipv6:[::1]:50000")]
    [InlineData("ipv6:%5B::1%5D:50000")]
    [InlineData("ipv6:[::ffff:127.0.0.1]:50000")]
    public void Accepts_ThisMachine(string peer) => Assert.True(PeerAddress.IsLoopback(peer));

    [Theory]
    [InlineData("ipv4:192.0.2.1:50000")]
    [InlineData("ipv4:128.0.0.1:50000")]
    [InlineData("ipv4:0.0.0.0:50000")]
    [InlineData("ipv6:[::ffff:192.0.2.1]:50000")]
    [InlineData("ipv6:[2001:db8::1]:50000")]
    [InlineData("ipv6:[::]:50000")]
    [InlineData("127.0.0.1:50000")]
    [InlineData("unix:127.0.0.1:1")]
    [InlineData("unknown")]
    [InlineData("ipv4:")]
    [InlineData("")]
    public void Rejects_OthersAndWhoCannotBeTold(string peer) => Assert.False(PeerAddress.IsLoopback(peer));
}

namespace GrpcLite.Tests.Interop;

/// <summary>Every interop case of every client, each a program that others wrote, against our server.</summary>
public sealed class ForeignClientTests(RunningHost host) : IClassFixture<RunningHost>
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var (client, names) in ForeignClient.Cases)
        {
            foreach (var name in names)
            {
                data.Add(client, name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_PassesCase(string client, string test) => Assert.Null(await ForeignClient.FailureAsync(client, host.Port, test));
}

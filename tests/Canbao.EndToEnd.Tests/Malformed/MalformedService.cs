using Canbao.EndToEnd.Tests.Service;
using Canbao.Mapping;
using Canbao.Server.Hosting;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>One service for the malformed calls of a class.</summary>
public sealed class MalformedService : IAsyncLifetime
{
    private const int MaxStreams = 8;

    private RunningServer _server = null!;

    internal string Address => _server.Address;

    /// <summary>A good question, for Quote.</summary>
    internal static byte[] Question => Ask.Resident().ToByteArray();

    /// <summary>A good batch, for StreamQuotes.</summary>
    internal static byte[] Batch => Ask.Columns(7).ToByteArray();

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(new ServiceLimits { MaxStreams = MaxStreams }, watch: false);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The good message of a method.</summary>
    internal static byte[] MessageOf(string method) => method == "Quote" ? Question : Batch;

    /// <summary>That the body is the answer to <see cref="Question"/> or to <see cref="Batch"/>, and nothing else.</summary>
    internal static void AssertAnswered(string method, RawAnswer answer)
    {
        Assert.True(answer.Status == StatusCode.OK, answer.ToString());
        var bytes = answer.Body.ToArray();
        Assert.Equal(RawRequest.Frame(bytes.AsSpan(5)), bytes);
        if (method == "Quote") Assert.Equal(400_00, Quote.Parser.ParseFrom(bytes, 5, bytes.Length - 5).FeeFen);
        else Assert.Equal([0, 1], QuoteBatchReply.Parser.ParseFrom(bytes, 5, bytes.Length - 5).QuoteIndex);
    }

    /// <summary>Whatever went before, a good call on a new connection gets its answer.</summary>
    internal async Task AssertServesAsync() =>
        AssertAnswered("Quote", await RawConnection.CallAsync(Address, RawRequest.Frame(Question)));

    /// <summary>Waits until every stream has left its place, which takes a moment.</summary>
    internal async Task AssertNoStreamIsLeftAsync()
    {
        var gate = _server.Services.GetRequiredService<LoadGate>();
        for (var wait = 0; wait < 500 && !AllPlacesAreFree(gate); wait++) await Task.Delay(20);
        Assert.True(AllPlacesAreFree(gate), "a stream still has its place");
    }

    private static bool AllPlacesAreFree(LoadGate gate)
    {
        List<LoadGate.Place> taken = [];
        try
        {
            for (var i = 0; i < MaxStreams; i++) taken.Add(gate.EnterStream());
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
        finally
        {
            taken.ForEach(place => place.Dispose());
        }
    }
}

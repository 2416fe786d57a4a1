using System.Globalization;
using Canbao.Engine;
using Canbao.Server.Mapping;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Benchmarks.Transport;

/// <summary>The bytes on the way: one quote, and messages of a stream by their sizes.</summary>
/// <param name="Request">One message.</param>
/// <param name="Reply">What it is answered with.</param>
internal sealed record Traffic(byte[] Request, byte[] Reply)
{
    private const string RequestHeader = "request-bytes", ReplyHeader = "reply-bytes";

    static Traffic()
    {
        using var workload = new Workload();
        var resident = workload.Residents[0].ToRequest();
        var answer = new BatchQuoter(new PlanCache()).Quote(workload.Book, RequestMapper.FromMessage(resident));
        Quote = resident;
        UnaryRequest = resident.ToByteArray();
        UnaryReply = QuoteMapper.ToMessage(answer.Quote!, answer.Policy!).ToByteArray();
    }

    public static V1.QuoteRequest Quote { get; }

    public static byte[] UnaryRequest { get; }

    public static byte[] UnaryReply { get; }

    /// <summary>The headers by which a stream tells the server what to expect and to answer.</summary>
    public Metadata Headers => new() { { RequestHeader, Text(Request.Length) }, { ReplyHeader, Text(Reply.Length) } };

    public static Traffic OfSizes(int request, int reply) => new(new byte[request], new byte[reply]);

    public static Traffic Of(Metadata headers) => OfSizes(Number(headers.GetValue(RequestHeader)), Number(headers.GetValue(ReplyHeader)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
}

using System.Buffers;
using System.Text;
using Canbao.Api.Wire;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// A QuoteRequest whose profile is still its bytes: for a profile that was seen before they are a key, and need not be read. The plain
/// form of a request is read here, any other by the generated parser.
/// </summary>
public sealed class EncodedRequest
{
    /// <summary>Reads the bytes of a QuoteRequest. Bytes that are none end the call with INTERNAL.</summary>
    public static readonly Marshaller<EncodedRequest> Marshaller = new(Write, context => Read(context.PayloadAsReadOnlySequence()));

    // Most callers of a county name one region: its text need not be made for each call.
    private static string lastRegion = "";

    private readonly byte[] _profile;

    private EncodedRequest(in QuoteRequestReader request, string region)
    {
        _profile = request.Profile.ToArray();
        Policy = new RowPolicy(region, request.BenefitYear, request.PolicyRevision, request.HasProfile);
        (PaymentDate, BirthDate, EventDate, IdentityRecognisedOn) = (request.PaymentDate, request.BirthDate, request.EventDate, request.RecognisedOn);
    }

    /// <summary>Region, year and revision as the request names them, and whether it has a profile.</summary>
    public RowPolicy Policy { get; }

    /// <summary>The bytes of the contract's Profile; none where the request has no profile.</summary>
    public ReadOnlySpan<byte> Profile => _profile;

    /// <summary>The day of payment, yyyymmdd.</summary>
    public uint PaymentDate { get; }

    /// <summary>Birth date, yyyymmdd, 0 = not given.</summary>
    public uint BirthDate { get; }

    /// <summary>Date of the special circumstance, yyyymmdd, 0 = not given.</summary>
    public uint EventDate { get; }

    /// <summary>Day on which the identities were recognised, yyyymmdd, 0 = not given.</summary>
    public uint IdentityRecognisedOn { get; }

    /// <summary>The request of a message's bytes.</summary>
    public static EncodedRequest Read(in ReadOnlySequence<byte> message)
    {
        var request = new QuoteRequestReader();
        if (request.TryRead(message.IsSingleSegment ? message.FirstSpan : message.ToArray())) return new EncodedRequest(request, RegionOf(request.Region));
        var parsed = StrictBinder.Parse(QuoteRequest.Parser, message);
        return new EncodedRequest(QuoteRequestReader.Of(parsed), parsed.Region);
    }

    private static string RegionOf(ReadOnlySpan<byte> bytes)
    {
        var last = lastRegion;
        if (Ascii.Equals(bytes, last)) return last;
        return lastRegion = Encoding.ASCII.GetString(bytes);
    }

    private static void Write(EncodedRequest request, SerializationContext context)
    {
        var message = new QuoteRequest
        {
            Region = request.Policy.Region, BenefitYear = request.Policy.BenefitYear, PolicyRevision = request.Policy.PolicyRevision,
            PaymentDate = request.PaymentDate, BirthDate = request.BirthDate, EventDate = request.EventDate,
            IdentityRecognisedOn = request.IdentityRecognisedOn,
        };
        if (request.Policy.HasProfile) message.Profile = V1.Profile.Parser.ParseFrom(request.Profile);
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}

using System.Buffers;
using System.Text;
using Grpc.Core;

namespace GrpcLite.Tests;

/// <summary>Marshallers that write and read the transport's buffers themselves.</summary>
public sealed class MarshallerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(300_000)]
    public async Task Announced_Buffered_AndWhole_AreTheSameOnTheWire(int size)
    {
        var text = new string('x', size);
        foreach (var style in new Action<string, SerializationContext>[] { WriteAnnounced, WriteBuffered, WriteWhole })
        {
            await using var host = await HostAsync(style);
            using var raw = new RawCall(host);
            var reply = await raw.SendAsync(RawCall.Frame(text));
            Assert.Equal(StatusCode.OK, reply.Status);
            Assert.Equal(RawCall.Frame(text), reply.Body);
        }
    }

    public static TheoryData<Action<string, SerializationContext>> Broken() => new()
    {
        (_, context) => context.SetPayloadLength(3),
        (_, context) => context.GetBufferWriter(),
        (text, context) =>
        {
            WriteAnnounced(text, context);
            context.Complete();
        },
        (_, context) =>
        {
            context.SetPayloadLength(3);
            context.Complete();
        },
        (_, _) => throw new FormatException(),
        (_, context) =>
        {
            context.SetPayloadLength(1000);
            context.GetBufferWriter().Write("half"u8);
            throw new FormatException();
        },
        (_, context) =>
        {
            context.SetPayloadLength(3);
            context.GetBufferWriter().Write("four"u8);
            context.Complete();
        },
        (_, context) =>
        {
            context.GetBufferWriter().Write("part"u8);
            context.Complete("whole"u8.ToArray());
        },
        (_, context) =>
        {
            context.SetPayloadLength(3);
            context.GetBufferWriter().Advance(1_000_000);
        },
        (_, context) =>
        {
            context.SetPayloadLength(2);
            context.GetBufferWriter().Write("ab"u8);
            context.SetPayloadLength(4);
            context.GetBufferWriter().Write("cd"u8);
            context.Complete();
        },
        (_, context) =>
        {
            context.SetPayloadLength(10_000);
            context.GetBufferWriter().GetSpan(8_000);
            context.Complete(new byte[10_000]);
        },
        (_, context) =>
        {
            context.GetBufferWriter().Write("ab"u8);
            context.SetPayloadLength(4);
            context.GetBufferWriter().Write("cd"u8);
            context.Complete();
        },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task BrokenSerializer_OfASmallMessage_IsUnknown(Action<string, SerializationContext> serialize)
    {
        await using var host = await HostAsync(serialize);
        var thrown = await Assert.ThrowsAsync<RpcException>(
            async () => await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
        Assert.Contains(thrown.StatusCode, new[] { StatusCode.Unknown, StatusCode.Internal });
    }

    [Fact]
    public async Task BrokenSerializer_AfterItsFirstPiece_ResetsTheStream()
    {
        await using var host = await HostAsync((_, context) =>
        {
            context.SetPayloadLength(20_000);
            context.GetBufferWriter().Write(new byte[10_000]);
            throw new FormatException();
        });
        var thrown = await Assert.ThrowsAsync<RpcException>(
            async () => await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
        Assert.IsType<HttpProtocolException>(thrown.InnerException!.InnerException);
    }

    [Fact]
    public async Task MalformedMessage_IsInternal_UnlessTheDeserializerSaysOtherwise()
    {
        await using var host = await HostAsync(WriteWhole, context => context.PayloadLength switch
        {
            0 => throw new FormatException(),
            _ => throw new RpcException(new Status(StatusCode.OutOfRange, "")),
        });
        using var raw = new RawCall(host);
        Assert.Equal(StatusCode.Internal, (await raw.SendAsync(RawCall.Frame(""))).Status);
        Assert.Equal(StatusCode.OutOfRange, (await raw.SendAsync(RawCall.Frame("a"))).Status);
    }

    [Fact]
    public async Task Payload_IsDeadAfterTheDeserializer()
    {
        DeserializationContext? kept = null;
        await using var host = await HostAsync(WriteWhole, context =>
        {
            kept = context;
            return Read(context);
        });
        using var raw = new RawCall(host);
        await raw.SendAsync(RawCall.Frame("a"));
        Assert.Throws<InvalidOperationException>(() => kept!.PayloadAsReadOnlySequence());
    }

    [Fact]
    public void ContextualMarshaller_HasNoArrayForm()
    {
        var marshaller = Marshallers.Create(WriteAnnounced, Read);
        Assert.Throws<NotImplementedException>(() => marshaller.Serializer("参保"));
        Assert.Throws<NotImplementedException>(() => marshaller.Deserializer("参保"u8.ToArray()));
    }

    private static void WriteAnnounced(string text, SerializationContext context)
    {
        context.SetPayloadLength(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, context.GetBufferWriter());
        context.Complete();
    }

    private static void WriteBuffered(string text, SerializationContext context)
    {
        Encoding.UTF8.GetBytes(text, context.GetBufferWriter());
        context.Complete();
    }

    private static void WriteWhole(string text, SerializationContext context) => context.Complete(Encoding.UTF8.GetBytes(text));

    private static string Read(DeserializationContext context) => Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence());

    private static Task<GrpcHost> HostAsync(
        Action<string, SerializationContext> serialize, Func<DeserializationContext, string>? deserialize = null) =>
        ReboundBase.HostAsync(new Method<string, string>(
            MethodType.Unary,
            "test.Script",
            "Unary",
            Marshallers.Create(WriteWhole, deserialize ?? Read),
            Marshallers.Create(serialize, Read)));
}

using System.Buffers;
using Grpc.Core;
using GrpcLite.Compression;

namespace GrpcLite.Framing;

/// <summary>
/// Writes one message. With its length announced the serializer writes straight to the output; else, and if the
/// message is compressed, to a buffer first. Prefix and payload share the first piece of the output, which is handed
/// over when it is full or the message is complete: most messages are one piece, and one that fails leaves nothing.
/// One object per thread serves all calls.
/// </summary>
internal sealed class PayloadWriter : SerializationContext, IBufferWriter<byte>
{
    /// <summary>The most that is asked of the output as one piece: what a pipe has without renting more.</summary>
    private const int MaxHead = 4096;

    [ThreadStatic]
    private static PayloadWriter? spare;

    private IBufferWriter<byte> output = null!;
    private SendSettings settings;
    private PooledBuffer? buffer;
    private Memory<byte> head;
    private int headFilled;
    private int? announced;
    private int written;
    private bool torn;
    private bool completed;

    /// <exception cref="TornMessageException">Part of the message is in the output and cannot be taken back.</exception>
    internal static void Write<T>(
        IBufferWriter<byte> output, T message, Action<T, SerializationContext> serialize, in SendSettings settings)
    {
        var writer = spare ?? new PayloadWriter();
        spare = null;
        writer.output = output;
        writer.settings = settings;
        try
        {
            serialize(message, writer);
            writer.RequireCompleted();
        }
        catch (Exception exception) when (writer.torn)
        {
            throw new TornMessageException(exception);
        }
        finally
        {
            writer.Reset();
            spare = writer;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        RequireOpen();
        RequireNothingWritten();
        RequireSize(payloadLength);
        announced = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        RequireOpen();
        return this;
    }

    public override void Complete()
    {
        RequireOpen();
        RequireAnnouncedLength();
        if (buffer is not null)
        {
            WriteWhole(buffer.WrittenSpan);
        }
        else if (settings.Compression is not null || announced is null)
        {
            WriteWhole([]);
        }
        else
        {
            OpenHead();
            CloseHead();
        }

        completed = true;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        RequireOpen();
        RequireNothingWritten();
        written = payload.Length;
        RequireAnnouncedLength();
        WriteWhole(payload);
        completed = true;
    }

    public void Advance(int count)
    {
        // A serializer may begin with an advance of nothing, before it has asked for memory.
        if (count == 0)
        {
            return;
        }

        written += count;
        if (headFilled == 0)
        {
            Target.Advance(count);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, head.Length - headFilled);
        headFilled += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) =>
        HeadHasRoom(sizeHint) ? head[headFilled..] : Target.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) =>
        HeadHasRoom(sizeHint) ? head.Span[headFilled..] : Target.GetSpan(sizeHint);

    private bool IsBuffered => announced is null || settings.Compression is not null;

    /// <summary>Where the serializer writes once the head is closed, or from the first byte when there is none.</summary>
    private IBufferWriter<byte> Target => IsBuffered ? buffer ??= new PooledBuffer(announced ?? 256) : output;

    private bool HeadHasRoom(int sizeHint)
    {
        if (IsBuffered)
        {
            return false;
        }

        OpenHead();
        if (headFilled > 0 && head.Length - headFilled >= Math.Max(sizeHint, 1))
        {
            return true;
        }

        CloseHead();
        return false;
    }

    private void OpenHead()
    {
        if (torn || headFilled > 0)
        {
            return;
        }

        var length = announced!.Value;
        // A pipe grows by segments; a buffer would have to copy what it has at every step.
        (output as PooledBuffer)?.Reserve(MessageFrame.PrefixLength + length);
        head = output.GetMemory(Math.Min(MessageFrame.PrefixLength + length, MaxHead));
        MessageFrame.WritePrefix(head.Span, compressed: false, length);
        headFilled = MessageFrame.PrefixLength;
    }

    /// <summary>Hands the head over. From here on the message cannot be taken back.</summary>
    private void CloseHead()
    {
        if (headFilled > 0)
        {
            output.Advance(headFilled);
            headFilled = 0;
            torn = true;
        }
    }

    private void WritePrefix(bool compressed, int length)
    {
        MessageFrame.WritePrefix(output.GetSpan(MessageFrame.PrefixLength), compressed, length);
        output.Advance(MessageFrame.PrefixLength);
        torn = true;
    }

    private void WriteWhole(ReadOnlySpan<byte> payload)
    {
        RequireSize(payload.Length);
        if (settings.Compression is null)
        {
            WritePrefix(compressed: false, payload.Length);
            output.Write(payload);
            return;
        }

        using var compressed = MessageCompression.Compress(settings.Compression, settings.Level, payload);
        WritePrefix(compressed: true, compressed.Length);
        output.Write(compressed.WrittenSpan);
    }

    private void RequireSize(int length)
    {
        if (length > settings.MaxSize)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted,
                $"A message of {length} bytes to send is larger than the limit of {settings.MaxSize} bytes."));
        }
    }

    private void RequireAnnouncedLength()
    {
        if (announced is { } length && length != written)
        {
            throw new InvalidOperationException($"A serializer announced {length} bytes and wrote {written}.");
        }
    }

    private void RequireOpen()
    {
        if (completed)
        {
            throw new InvalidOperationException("The serializer has completed its message.");
        }
    }

    private void RequireNothingWritten()
    {
        if (written > 0 || headFilled > 0 || torn)
        {
            throw new InvalidOperationException("The serializer has begun to write its message to the buffer writer before.");
        }
    }

    private void RequireCompleted()
    {
        if (!completed)
        {
            throw new InvalidOperationException("The serializer returned without completing its message.");
        }
    }

    private void Reset()
    {
        buffer?.Dispose();
        buffer = null;
        output = null!;
        settings = default;
        announced = null;
        written = 0;
        head = default;
        headFilled = 0;
        torn = false;
        completed = false;
    }
}

using System.Buffers;
using Grpc.Core;
using GrpcLite.Compression;

namespace GrpcLite.Framing;

/// <summary>
/// Writes one message. With its length announced the serializer writes straight to the output; else, and if the
/// message is compressed, to a buffer first. One object per thread serves all calls.
/// </summary>
internal sealed class PayloadWriter : SerializationContext, IBufferWriter<byte>
{
    [ThreadStatic]
    private static PayloadWriter? spare;

    private IBufferWriter<byte> output = null!;
    private SendSettings settings;
    private PooledBuffer? buffer;
    private int? announced;
    private int written;
    private bool prefixWritten;
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
        catch (Exception exception) when (writer.prefixWritten)
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
            WritePrefixOnce();
        }

        completed = true;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        RequireOpen();
        written = payload.Length;
        RequireAnnouncedLength();
        WriteWhole(payload);
        completed = true;
    }

    public void Advance(int count)
    {
        written += count;
        Target.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => Target.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => Target.GetSpan(sizeHint);

    private IBufferWriter<byte> Target
    {
        get
        {
            if (announced is null || settings.Compression is not null)
            {
                return buffer ??= new PooledBuffer(announced ?? 256);
            }

            WritePrefixOnce();
            return output;
        }
    }

    private void WritePrefixOnce()
    {
        if (prefixWritten)
        {
            return;
        }

        // A pipe grows by segments; a buffer would have to copy what it has at every step.
        (output as PooledBuffer)?.Reserve(MessageFrame.PrefixLength + announced!.Value);
        WritePrefix(compressed: false, announced!.Value);
    }

    private void WritePrefix(bool compressed, int length)
    {
        MessageFrame.WritePrefix(output.GetSpan(MessageFrame.PrefixLength), compressed, length);
        output.Advance(MessageFrame.PrefixLength);
        prefixWritten = true;
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
        prefixWritten = false;
        completed = false;
    }
}

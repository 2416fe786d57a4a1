using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Grpc.Core;

namespace GrpcLite.Server.Web;

/// <summary>Reads base64 that may be several padded pieces one behind the other.</summary>
internal sealed class Base64Stream(PipeReader inner) : Stream
{
    private const int GroupLength = 4;
    private const int GroupBytes = 3;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="buffer">At least as long as one group; the pipe above offers more.</param>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, GroupBytes);
        while (true)
        {
            var result = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
            var groups = WholeGroups(result.Buffer, buffer.Length / GroupBytes);
            try
            {
                if (groups.Length > 0)
                {
                    return Decode(groups, buffer.Span);
                }

                if (result.IsCompleted)
                {
                    return result.Buffer.IsEmpty ? 0 : throw NotBase64();
                }
            }
            finally
            {
                inner.AdvanceTo(groups.End, groups.IsEmpty ? result.Buffer.End : groups.End);
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>What can be decoded at once: up to the padding of a piece, if there is one.</summary>
    private static ReadOnlySequence<byte> WholeGroups(in ReadOnlySequence<byte> text, int most)
    {
        var groups = text.Slice(0, Math.Min(text.Length / GroupLength, most) * GroupLength);
        return groups.PositionOf((byte)'=') is { } padding
            ? groups.Slice(0, ((groups.Slice(0, padding).Length / GroupLength) + 1) * GroupLength)
            : groups;
    }

    private static int Decode(in ReadOnlySequence<byte> groups, Span<byte> target)
    {
        var text = ArrayPool<byte>.Shared.Rent((int)groups.Length);
        try
        {
            groups.CopyTo(text);
            return Base64.DecodeFromUtf8(text.AsSpan(0, (int)groups.Length), target, out _, out var written) == OperationStatus.Done
                ? written
                : throw NotBase64();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private static RpcException NotBase64() => new(new Status(StatusCode.Internal, "The body of the request is not base64."));
}

using System.Buffers.Text;
using System.IO.Pipelines;
using GrpcLite.Framing;

namespace GrpcLite.Server.Web;

/// <summary>Writes base64. What one flush sends is padded, so that the caller can read it without waiting for the next.</summary>
internal sealed class Base64PipeWriter(PipeWriter inner) : PipeWriter
{
    /// <summary>A multiple of three, whose base64 fits into a segment of the pipe.</summary>
    private const int BlockLength = 3 * 1024;

    private readonly PooledBuffer plain = new(BlockLength);

    public override void Advance(int bytes) => plain.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => plain.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => plain.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        for (var rest = plain.WrittenSpan; rest.Length > 0;)
        {
            var block = rest[..Math.Min(BlockLength, rest.Length)];
            Base64.EncodeToUtf8(block, inner.GetSpan(Base64.GetMaxEncodedToUtf8Length(block.Length)), out _, out var written);
            inner.Advance(written);
            rest = rest[block.Length..];
        }

        plain.Clear();
        return inner.FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <summary>Gives the buffer back. The inner writer is the server's to complete.</summary>
    public override void Complete(Exception? exception = null) => plain.Dispose();
}

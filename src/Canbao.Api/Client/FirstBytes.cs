using System.Net.Sockets;

namespace Canbao.Api.Client;

/// <summary>What the first bytes of the newest connection tell of who is there. Safe for several threads.</summary>
internal sealed class FirstBytes
{
    // The header of an HTTP/2 frame, and of a GOAWAY the last stream and the error.
    private const int Enough = 9 + 8, TypeAt = 3, ErrorAt = 16;
    private const byte Alert = 0x15, GoAway = 7, Http11Required = 13;

    private readonly Lock _gate = new();
    private readonly byte[] _bytes = new byte[Enough];
    private int _count;
    private SocketException? _failure;

    /// <summary>A new connection has been made.</summary>
    public void Begin()
    {
        lock (_gate) (_count, _failure) = (0, null);
    }

    /// <summary>Takes what was read; false if no more is wanted.</summary>
    public bool Add(ReadOnlySpan<byte> read)
    {
        lock (_gate)
        {
            read = read[..Math.Min(read.Length, Enough - _count)];
            read.CopyTo(_bytes.AsSpan(_count));
            _count += read.Length;
            return _count < Enough;
        }
    }

    /// <summary>The connection broke while its first bytes were waited for: the stack does not always tell how.</summary>
    public void Fail(SocketException? why)
    {
        lock (_gate) _failure ??= why;
    }

    /// <summary>In words that go on after the address; null if nothing came, or HTTP/2 as it should be.</summary>
    public string? Words
    {
        get
        {
            lock (_gate)
            {
                if (_count == 0) return _failure is null ? null : Failure.Word(_failure);
                // A server begins with SETTINGS, which are short: the first byte of the length is 0.
                if (_bytes[0] == 0) return _count == Enough && _bytes[TypeAt] == GoAway && _bytes[ErrorAt] == Http11Required ? "answers HTTP/1.1" : null;
                return _bytes[0] switch { (byte)'H' => "answers HTTP/1.1", Alert => "wants TLS", _ => "does not speak HTTP/2" };
            }
        }
    }
}

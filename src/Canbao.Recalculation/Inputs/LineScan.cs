using Microsoft.Win32.SafeHandles;

namespace Canbao.Recalculation.Inputs;

/// <summary>Finds and counts the lines of a text without reading their rows. Offsets are those of the text.</summary>
/// <param name="path">A file of plain UTF-8.</param>
/// <param name="markLength">How many bytes of the file come before the text.</param>
internal sealed class LineScan(string path, int markLength) : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    private readonly byte[] _buffer = new byte[BufferBytes];

    /// <summary>The first place from an offset on where a line begins; the first row and the end count as such.</summary>
    public long FirstFrom(long offset, long first, long end)
    {
        if (offset <= first) return first;
        // The line before may end right there.
        for (var at = offset - 1; at < end;)
        {
            var bytes = Read(at, end);
            var lineEnd = bytes.IndexOf((byte)'\n');
            if (lineEnd >= 0) return at + lineEnd + 1;
            at += bytes.Length;
        }
        return end;
    }

    /// <summary>How many lines end between two offsets.</summary>
    public long Count(long from, long to)
    {
        var lines = 0L;
        for (var at = from; at < to;)
        {
            var bytes = Read(at, to);
            lines += bytes.Count((byte)'\n');
            at += bytes.Length;
        }
        return lines;
    }

    public void Dispose() => _file.Dispose();

    private ReadOnlySpan<byte> Read(long at, long end)
    {
        var read = RandomAccess.Read(_file, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, end - at)), markLength + at);
        if (read == 0) throw new InvalidDataException($"{path} has become shorter while it was read");
        return _buffer.AsSpan(0, read);
    }
}

using System.Text;
using HdrHistogram;

namespace Canbao.LoadTests.Measuring;

/// <summary>
/// The latencies of the rounds, a line for each piece of time, in the log format of HdrHistogram, which its tools plot and compare.
/// </summary>
internal sealed class LatencyLog : IDisposable
{
    private readonly StreamWriter _file;
    private readonly MemoryStream _lines = new();
    private readonly HistogramLogWriter _writer;

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public LatencyLog(string path)
    {
        try
        {
            _file = new StreamWriter(path, append: false, Encoding.ASCII) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--hdr: {e.Message}");
        }
        _writer = new HistogramLogWriter(_lines);
        _writer.Write(DateTime.UtcNow);
        Flush();
    }

    /// <summary>What is empty is no line: a scenario without batches has none of batches.</summary>
    public void Append(string tag, HistogramBase piece)
    {
        if (piece.TotalCount == 0) return;
        piece.Tag = tag;
        _writer.Append(piece);
        Flush();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    /// <summary>The library writes UTF-16 and a mark before it; the tools of other languages expect one byte for a character, and no mark.</summary>
    private void Flush()
    {
        _file.Write(Encoding.Unicode.GetString(_lines.GetBuffer().AsSpan(0, (int)_lines.Length)).TrimStart('\uFEFF'));
        _lines.SetLength(0);
    }
}

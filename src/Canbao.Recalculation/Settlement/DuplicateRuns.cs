using Microsoft.Win32.SafeHandles;

namespace Canbao.Recalculation.Settlement;

/// <summary>Sorted lists of duplicates in a file of their own that goes when it is closed; read as one sorted list in little memory.</summary>
internal sealed class DuplicateRuns : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly List<(long From, long To)> _runs = [];
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _length;
    private int _filled;

    public DuplicateRuns(string folder)
    {
        var path = Path.Combine(folder, $"duplicates-{Guid.NewGuid():N}.tmp");
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.DeleteOnClose);
        // Where an open file may lose its name, not even a killed process leaves it behind.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
    }

    /// <summary>Adds a list that is sorted by the places of first and this.</summary>
    public void Add(IEnumerable<DuplicateId> sorted)
    {
        var from = _length;
        foreach (var duplicate in sorted) Write(duplicate);
        Flush();
        if (_length > from) _runs.Add((from, _length));
    }

    /// <summary>All lists as one.</summary>
    public IEnumerable<DuplicateId> Merged()
    {
        var next = new PriorityQueue<DuplicateRunReader, (IdPlace, IdPlace)>();
        foreach (var (from, to) in _runs) Enqueue(new DuplicateRunReader(_file, from, to));
        while (next.TryDequeue(out var run, out _))
        {
            yield return run.Current;
            Enqueue(run);
        }

        void Enqueue(DuplicateRunReader run)
        {
            if (run.Read()) next.Enqueue(run, (run.Current.First, run.Current.Again));
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write(DuplicateId duplicate)
    {
        var most = DuplicateRunReader.MostBytes(duplicate);
        if (_filled + most > _buffer.Length) Flush();
        var place = most <= _buffer.Length ? _buffer.AsSpan(_filled) : new byte[most];
        var length = DuplicateRunReader.Write(place, duplicate);
        if (most <= _buffer.Length)
        {
            _filled += length;
            return;
        }
        RandomAccess.Write(_file, place[..length], _length);
        _length += length;
    }

    private void Flush()
    {
        RandomAccess.Write(_file, _buffer.AsSpan(0, _filled), _length);
        (_length, _filled) = (_length + _filled, 0);
    }
}

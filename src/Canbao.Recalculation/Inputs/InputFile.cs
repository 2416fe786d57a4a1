using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>A file as it was when it was opened, which must stay so until the end.</summary>
internal sealed class InputFile
{
    private const int SampleBytes = 1 << 20;

    private readonly string _path;
    private readonly (long Bytes, DateTime Modified) _opened;

    public InputFile(string path)
    {
        _path = path;
        _opened = State();
    }

    /// <summary>The identity of what can be read only once: no other run has it.</summary>
    public static JsonObject OfPipe() => new() { ["pipe"] = Guid.NewGuid().ToString() };

    /// <summary>What another file has different, as far as that can be told without reading all of it.</summary>
    public JsonObject Identity() => new()
    {
        ["file"] = Path.GetFileName(_path), ["bytes"] = _opened.Bytes, ["modified"] = _opened.Modified.Ticks, ["sample"] = Sample(),
    };

    /// <summary>Throws <see cref="InvalidDataException"/> if it is another one now.</summary>
    public void CheckUnchanged()
    {
        if (State() is var now && now == _opened) return;
        var how = now.Bytes < 0 ? "is not there any more" : now.Bytes != _opened.Bytes ? $"had {_opened.Bytes} bytes and has {now.Bytes}" : "was written to";
        throw new InvalidDataException($"{_path} {how}: an input must stay as it is until the end. "
            + "Put it back as it was to go on, or give --restart to begin again with what it is now");
    }

    /// <summary>What changes with the file; no bytes below 0 if it is there.</summary>
    private (long Bytes, DateTime Modified) State() =>
        new FileInfo(_path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : (-1, default);

    /// <summary>SHA-256 of the beginning and the end of the file: what a changed file has different, even if its time and length are the same.</summary>
    private string Sample()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var sample = new byte[2 * SampleBytes];
        var length = file.ReadAtLeast(sample.AsSpan(0, SampleBytes), SampleBytes, throwOnEndOfStream: false);
        file.Position = Math.Max(file.Position, file.Length - SampleBytes);
        length += file.ReadAtLeast(sample.AsSpan(length, SampleBytes), SampleBytes, throwOnEndOfStream: false);
        return Convert.ToHexStringLower(SHA256.HashData(sample.AsSpan(0, length)));
    }
}

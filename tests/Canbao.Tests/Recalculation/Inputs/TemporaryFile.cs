namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>A file with some bytes, for the time of a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-input-").FullName;

    public TemporaryFile(byte[] bytes)
    {
        Path = System.IO.Path.Combine(_folder, "residents.csv");
        File.WriteAllBytes(Path, bytes);
    }

    public TemporaryFile(string text)
        : this(System.Text.Encoding.UTF8.GetBytes(text))
    {
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>A folder with all programs of the PATH but one, as if that were not installed.</summary>
internal sealed class ProgramsWithout : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canbao-programs-");

    /// <summary>The first of each name, as the PATH would have it.</summary>
    public ProgramsWithout(string missing)
    {
        foreach (var program in Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists).SelectMany(Directory.GetFiles))
        {
            var link = System.IO.Path.Combine(_folder.FullName, System.IO.Path.GetFileName(program));
            if (System.IO.Path.GetFileName(program) != missing && !System.IO.Path.Exists(link)) File.CreateSymbolicLink(link, program);
        }
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}

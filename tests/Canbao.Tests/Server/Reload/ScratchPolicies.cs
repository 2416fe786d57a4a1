using System.Runtime.InteropServices;

namespace Canbao.Tests.Server.Reload;

/// <summary>A copy of a policy folder that a test may change; gone with the test.</summary>
public sealed class ScratchPolicies : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("canbao-scratch-").FullName;

    /// <param name="source">The folder to copy.</param>
    /// <param name="only">The one document that is copied beside the code lists; null: all.</param>
    public ScratchPolicies(string source, string? only = null)
    {
        Folder = Path.Combine(_root, "policies");
        Copy(source, Folder, only);
    }

    public string Folder { get; }

    public static void Copy(string source, string folder, string? only = null)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(source, file);
            if (only is not null && name != only && name != "identities.yaml") continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.Copy(file, Path.Combine(folder, name));
        }
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A place beside the folder, on the same file system.</summary>
    public string Beside(string name) => Path.Combine(_root, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>As one should: written elsewhere, then renamed.</summary>
    public void Write(string name, string text)
    {
        var written = Beside("written");
        File.WriteAllText(written, text);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.Move(written, PathOf(name), overwrite: true);
    }

    /// <summary>The text must be there.</summary>
    public void Replace(string name, string old, string replacement)
    {
        var text = Read(name);
        if (!text.Contains(old, StringComparison.Ordinal)) throw new ArgumentException($"{name} does not contain '{old}'", nameof(old));
        Write(name, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>Makes a link lead elsewhere in one step, as a mounted volume does: at no moment is there none.</summary>
    public static void Link(string link, string target)
    {
        File.CreateSymbolicLink($"{link}.new", target);
        if (rename($"{link}.new", link) != 0) throw new IOException($"{link}: error {Marshal.GetLastPInvokeError()}");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // File.Move does not take links to folders, and Directory.Move replaces nothing.
    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int rename(string from, string to);
}

using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Tables;

namespace Canbao.Recalculation;

/// <summary>
/// All files that a run reads or writes, also those that it names itself: each must be another one, and where it writes there must be a file or
/// nothing. Looked at before anything is written.
/// </summary>
/// <param name="mapping">The file of the mapping; null for none.</param>
internal sealed class RunPaths(RecalculationOptions options, string? mapping)
{
    private const string Out = "--out", Report = "--report";

    private bool OutputIsFile => !PostgresAddress.IsOne(options.Output) && !options.AnswersStream;

    /// <summary>What is wrong with them; null if nothing is.</summary>
    public string? Problem() => EmptyName() ?? StreamProblem() ?? Places() ?? SameFile() ?? InOwnFolder();

    private string? EmptyName() =>
        Named().FirstOrDefault(file => file.Path.Length == 0) is { What: { } what } ? $"{what}: expected the name of a file" : null;

    private string? StreamProblem()
    {
        if (!options.AnswersStream) return null;
        if (options.Shard is { } shard)
            return $"--shard: answers that stream to {options.Output[..^shard.Suffix.Length]} cannot be put together again; {Out} must be a file";
        return options.Name.Length > 0 ? null
            : $"{Out} {StreamOutput.StandardOutput}: --rejects must name a file, so that no row is lost; the lists and sheets stand beside it";
    }

    private string? Places()
    {
        foreach (var (what, path) in Written())
            if (OutputPlace.ProblemWith(path) is { } problem) return $"{what}: {problem}";
        foreach (var (what, path) in Folders())
            if (OutputPlace.KindOf(path) is not (PlaceKind.Nothing or PlaceKind.Folder))
                return $"{what}: '{path}' is in the way; expected a folder, or nothing";
        return null;
    }

    private string? SameFile()
    {
        if (options.Input == options.Output) return $"--in and {Out} are the same, '{options.ShownInput}'";
        var all = Named().Concat(Derived()).Select(file => (file.What, file.Path, Real: Real(file.Path))).ToArray();
        foreach (var file in all)
            if (all.FirstOrDefault(other => other.What != file.What && other.Real == file.Real) is { What: { } same })
                return $"{file.What} and {same} are the same file, '{file.Path}'; each needs a name of its own";
        return null;
    }

    private string? InOwnFolder()
    {
        foreach (var (what, path) in Named())
            foreach (var (whose, folder) in Folders())
                if (Real(path).StartsWith(Real(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    return $"{what}: '{path}' lies in '{folder}', where {whose} goes; give it another place";
        return null;
    }

    /// <summary>Those that the caller has named.</summary>
    private IEnumerable<(string What, string Path)> Named()
    {
        if (options.Input.Length > 0 && !PostgresAddress.IsOne(options.Input)) yield return ("--in", options.Input);
        if (mapping is not null) yield return ("--mapping", mapping);
        if (OutputIsFile) yield return (Out, options.Output);
        yield return ("--rejects", options.Rejects);
        if (options.Report is { } report) yield return (Report, report);
    }

    private IEnumerable<(string What, string Path)> Derived()
    {
        yield return ("the list of undetermined residents", options.Undetermined);
        yield return ("what says how the job has ended", options.Name + JobFolder.DoneSuffix);
    }

    private IEnumerable<(string What, string Path)> Written() => Named().Where(file => file.What is Out or "--rejects" or Report).Concat(Derived());

    private IEnumerable<(string What, string Path)> Folders() =>
        [("the settlement", options.Sheets), ("unfinished work", options.Name + JobFolder.FolderSuffix)];

    private static string Real(string path) => OutputPlace.TargetOf(path) ?? Path.GetFullPath(path);
}

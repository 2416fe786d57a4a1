using Canbao.Documents;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Inputs;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>A recalculation from or into a database, with a folder for what it has in files.</summary>
internal sealed class TableJob : IDisposable
{
    private static readonly PolicyBook Book = PolicyFolder.LoadBook(RepositoryFolder.Policies);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canbao-table-job-");

    internal string Folder => _folder.FullName;

    internal string Rejects => Here("rejects.csv");

    internal RecalculationRun? Last { get; private set; }

    internal string Here(string name) => Path.Combine(Folder, name);

    /// <summary>Small parts and few rows in a block: a run of some thousand residents has many of both.</summary>
    internal PartTotals Run(string input, string output, Action<RunProgress>? progress = null, long partRows = 1000, string rejects = "rejects.csv",
        Shard? shard = null, string[]? passed = null, ColumnMapping? mapping = null)
    {
        mapping ??= ColumnMapping.None;
        var options = new RecalculationOptions
        {
            Input = input, Output = output, Name = Here(rejects), Rejects = Here(rejects),
            Undetermined = Here($"{rejects}.undetermined.csv"), Sheets = Here("sheets"),
            PartRows = partRows, Threads = 2, Mapping = passed is null ? mapping : mapping.Passing(passed),
        };
        Last = new RecalculationRun(Book, shard is null ? options : options.For(shard));
        return Last.Run(progress ?? (_ => { }), CancellationToken.None).Totals;
    }

    /// <summary>Everything that the job has left in files.</summary>
    internal string AllText() => string.Concat(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));

    public void Dispose() => _folder.Delete(recursive: true);
}

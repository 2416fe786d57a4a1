using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Microsoft.Extensions.Logging;

namespace Canbao.Server.Hosting.Reload;

/// <summary>
/// Loads the policy folder again while requests are answered. There is one load at a time, on a thread of its own; the book takes its
/// place by one reference, and a folder with any problem leaves the last good book in its place.
/// </summary>
public sealed partial class PolicyReloader(
    ServerOptions options, FolderState seen, PolicyBookHolder books, PlanCache plans, PolicyMetrics metrics, Defects defects, ILogger<PolicyReloader> log)
{
    /// <summary>A caller gets no more problems than fit into a reply; the log has all.</summary>
    private const int MaxProblemsTold = 100;

    private readonly Lock _asking = new();
    private readonly Lock _publishing = new();
    private Task _last = Task.CompletedTask;
    private Task<ReloadResult>? _next;
    private ReloadStatus _status = new(0, seen, 0, [], false);

    /// <summary>How the last load ended.</summary>
    public ReloadStatus Status => Volatile.Read(ref _status);

    /// <summary>
    /// The book that serves, and how the last load ended, which belong together. While a load takes effect this waits for it: whoever has
    /// had an answer of the new book is not told the problems of the old one.
    /// </summary>
    public (PolicyBook Book, ReloadStatus Status) Look()
    {
        lock (_publishing) return (books.Current, Status);
    }

    /// <summary>
    /// The result of a load that begins after this call. All who ask while a load runs share the next one, so that no number of callers
    /// makes more than one load wait.
    /// </summary>
    public Task<ReloadResult> ReloadAsync()
    {
        lock (_asking)
        {
            if (_next is null) _last = _next = LoadAfterAsync(_last);
            return _next;
        }
    }

    private async Task<ReloadResult> LoadAfterAsync(Task before)
    {
        // Never inside the lock of who asked; and how the load before ended is for those who asked for it.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        lock (_asking) _next = null;
        return await Task.Factory.StartNew(Load, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private ReloadResult Load()
    {
        try
        {
            var current = books.Current;
            var load = FolderLoad.Of(options.PolicyFolder, current);
            lock (_publishing) return load.Book is { } book ? Accept(load, current, book) : Refuse(load);
        }
        catch (Exception e)
        {
            // The folder as it is makes our code fail: as good as a problem of the folder.
            var problem = new Diagnostic("defect", new Position(options.PolicyFolder, 1, 1), defects.Report(e));
            lock (_publishing) return Refuse(new FolderLoad(FolderState.Of(options.PolicyFolder), null, [problem]));
        }
    }

    private ReloadResult Accept(FolderLoad load, PolicyBook current, PolicyBook book)
    {
        var isOther = !ReferenceEquals(book, current);
        var refused = Status.Problems.Count > 0;
        if (isOther) Swap(current, book);
        Volatile.Write(ref _status, new(Status.Attempt + 1, load.Seen, Status.Reloads + (isOther ? 1ul : 0), [], false));
        if (isOther) LogApplied(options.PolicyFolder, book.Policies.Count, book.Digest);
        else if (refused) LogMended(options.PolicyFolder, book.Policies.Count, book.Digest);
        return Counted(new(isOther ? ReloadOutcome.Applied : ReloadOutcome.Unchanged, book.Digest, book.Digest != current.Digest, []));
    }

    private void Swap(PolicyBook current, PolicyBook book)
    {
        try
        {
            books.Replace(book);
        }
        catch (Exception e)
        {
            // Somebody who was told of the new book failed; it serves nevertheless.
            defects.Report(e);
        }
        plans.LetGo(current, book);
    }

    private ReloadResult Refuse(FolderLoad load)
    {
        var told = load.Problems.Take(MaxProblemsTold).Select(Told).ToList();
        if (load.Problems.Count > told.Count) told.Add($"and {load.Problems.Count - told.Count} more, which the log has");
        var (before, digest) = (Status, books.Current.Digest);
        ValueList<string> problems = [.. told];
        Volatile.Write(ref _status, before with { Attempt = before.Attempt + 1, Seen = load.Seen, Problems = problems, MayPass = load.MayPass });
        // The same problems again are no news.
        if (!problems.Equals(before.Problems))
            LogRefused(options.PolicyFolder, load.Problems.Count, digest, string.Join(Environment.NewLine, load.Problems));
        return Counted(new(ReloadOutcome.Refused, digest, false, problems));
    }

    private ReloadResult Counted(ReloadResult result)
    {
        metrics.Count(result.Outcome);
        return result;
    }

    /// <summary>Callers are told the place inside the folder: where the folder is on this machine is none of their business.</summary>
    private string Told(Diagnostic problem)
    {
        var (file, folder) = (problem.Position.File, options.PolicyFolder);
        if (file.StartsWith(folder, StringComparison.Ordinal)) file = file[folder.Length..].TrimStart(Path.DirectorySeparatorChar);
        var message = problem.Message.Replace(Path.GetFullPath(Path.Combine(folder, ".")), "the policy folder", StringComparison.Ordinal);
        return new Diagnostic(problem.Code, problem.Position with { File = file.Length > 0 ? file : "." }, message).ToString();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reloaded the policy folder {Folder}: {Count} policies, book {Book}")]
    private partial void LogApplied(string folder, int count, string book);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The policy folder {Folder} has no problem any more: {Count} policies, book {Book} as before")]
    private partial void LogMended(string folder, int count, string book);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The policy folder {Folder} is not reloaded for {Count} problem(s); the last good book {Book} keeps serving:\n{Problems}")]
    private partial void LogRefused(string folder, int count, string book, string problems);
}

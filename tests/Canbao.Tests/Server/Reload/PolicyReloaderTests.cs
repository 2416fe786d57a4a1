using Canbao.Documents;
using Canbao.Server.Hosting.Reload;
using Microsoft.Extensions.Logging;

namespace Canbao.Tests.Server.Reload;

/// <summary>One load after another: what serves afterwards, and who is told what.</summary>
public sealed class PolicyReloaderTests : IDisposable
{
    private const string Document = "500230/2025.yaml", Other = "512022/2025.yaml";

    private readonly ReloadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task SameFolder_ChangesNothing()
    {
        var book = _fixture.Books.Current;
        _fixture.Books.BookChanged += _ => Assert.Fail("nothing has changed");
        Assert.Equal(new ReloadResult(ReloadOutcome.Unchanged, book.Digest, false, []), await _fixture.Reloader.ReloadAsync());
        Assert.Same(book, _fixture.Books.Current);
        Assert.Equal(1, _fixture.Outcomes["outcome=unchanged"]);
        Assert.Empty(_fixture.Log);
    }

    [Fact]
    public async Task ChangedDocument_IsAnotherPolicy_AndTheOthersStayThemselves()
    {
        var (before, told) = (_fixture.Books.Current, new List<string>());
        _fixture.Books.BookChanged += book => told.Add(book.Digest);
        _fixture.Scratch.Replace(Document, "choose: resident_gets_the_day", "choose: start_day_not_counted");
        var result = await _fixture.Reloader.ReloadAsync();
        var after = _fixture.Books.Current;
        Assert.Equal(new ReloadResult(ReloadOutcome.Applied, after.Digest, true, []), result);
        Assert.NotEqual(before.Digest, after.Digest);
        Assert.Equal([after.Digest], told);
        Assert.Equal(["500230/2025@1"], after.Policies.Except(before.Policies).Select(p => p.ToString()));
        Assert.Equal((1ul, 1), (_fixture.Reloader.Status.Reloads, _fixture.Outcomes["outcome=applied"]));
        Assert.Contains(after.Digest, Assert.Single(_fixture.Log).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_IsServed_ThoughTheDigestIsTheSame()
    {
        _fixture.Scratch.Write(Document, _fixture.Scratch.Read(Document) + "# read again\n");
        Assert.False((await _fixture.Reloader.ReloadAsync()).Changed);
        Assert.EndsWith("# read again\n", _fixture.Books.Current.FindPolicy("500230", 2025, 0, out _)!.Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameOfACode_MakesEveryPolicyAnother()
    {
        var before = _fixture.Books.Current;
        _fixture.Scratch.Replace("identities.yaml", "en: orphan}", "en: orphan child}");
        Assert.True((await _fixture.Reloader.ReloadAsync()).Changed);
        var after = _fixture.Books.Current;
        Assert.Empty(after.Policies.Intersect(before.Policies));
        Assert.All(after.Policies, p => Assert.Same(after.Codes, p.Codes));
        Assert.Equal("orphan child", after.Policies[0].Codes.Identity("orphan")!.Name.En);
    }

    [Fact]
    public async Task Problems_KeepTheLastGoodBook_AndAreTold_UntilTheyAreMended()
    {
        var (book, good) = (_fixture.Books.Current, _fixture.Scratch.Read(Document));
        _fixture.Scratch.Replace(Document, "revision: 1", "revision: x\nno_such_key: 1");
        _fixture.Scratch.Write(Other, "[");
        var result = await _fixture.Reloader.ReloadAsync();
        Assert.Same(book, _fixture.Books.Current);
        Assert.Equal((ReloadOutcome.Refused, book.Digest, false), (result.Outcome, result.BookDigest, result.Changed));
        Assert.Equal(3, result.Problems.Count);
        Assert.All(result.Problems, p => Assert.Matches(@"^(500230|512022)/2025\.yaml:\d+:\d+ [a-z-]+: ", p));
        Assert.Equal(result.Problems, _fixture.Reloader.Status.Problems);
        Assert.Equal((1, 5), _fixture.Measure());
        var (level, text) = Assert.Single(_fixture.Log);
        Assert.Equal(LogLevel.Warning, level);
        Assert.All(result.Problems, p => Assert.Contains(Path.Combine(_fixture.Scratch.Folder, p), text, StringComparison.Ordinal));

        await _fixture.Reloader.ReloadAsync();
        Assert.Single(_fixture.Log);
        _fixture.Scratch.Write(Document, good);
        File.Delete(_fixture.Scratch.PathOf(Other));
        Assert.True((await _fixture.Reloader.ReloadAsync()).Changed);
        Assert.Equal((0, 4), _fixture.Measure());
        Assert.Empty(_fixture.Reloader.Status.Problems);
        Assert.Equal(2, _fixture.Outcomes["outcome=refused"]);
    }

    [Fact]
    public async Task Mended_AsItWasBefore_IsSaid()
    {
        var good = _fixture.Scratch.Read(Document);
        _fixture.Scratch.Write(Document, "[");
        await _fixture.Reloader.ReloadAsync();
        _fixture.Scratch.Write(Document, good);
        Assert.Equal(ReloadOutcome.Unchanged, (await _fixture.Reloader.ReloadAsync()).Outcome);
        Assert.Empty(_fixture.Reloader.Status.Problems);
        Assert.Equal((0, 5), _fixture.Measure());
        Assert.Equal([LogLevel.Warning, LogLevel.Information], _fixture.Log.Select(l => l.Level));
    }

    [Fact]
    public async Task FolderGone_Emptied_OrUnreadable_IsRefused()
    {
        var (book, folder, away) = (_fixture.Books.Current, _fixture.Scratch.Folder, _fixture.Scratch.Beside("away"));
        Directory.Move(folder, away);
        Assert.Contains("identities.yaml", Assert.Single((await _fixture.Reloader.ReloadAsync()).Problems), StringComparison.Ordinal);
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(away, "identities.yaml"), _fixture.Scratch.PathOf("identities.yaml"));
        Assert.Contains("holds no policy", Assert.Single((await _fixture.Reloader.ReloadAsync()).Problems), StringComparison.Ordinal);
        File.CreateSymbolicLink(_fixture.Scratch.PathOf("lost.yaml"), "nowhere");
        var unreadable = Assert.Single((await _fixture.Reloader.ReloadAsync()).Problems);
        Assert.StartsWith(".:1:1 unreadable: ", unreadable, StringComparison.Ordinal);
        Assert.DoesNotContain(folder, unreadable, StringComparison.Ordinal);
        Assert.True(_fixture.Reloader.Status.MayPass);
        Assert.Same(book, _fixture.Books.Current);
        Directory.Delete(folder, recursive: true);
        Directory.Move(away, folder);
        Assert.Equal(ReloadOutcome.Unchanged, (await _fixture.Reloader.ReloadAsync()).Outcome);
    }

    [Fact]
    public async Task VeryManyProblems_AreCountedForTheCaller_AndAllInTheLog()
    {
        for (var i = 0; i < 250; i++) _fixture.Scratch.Write($"many/{i}.yml", "");
        var problems = (await _fixture.Reloader.ReloadAsync()).Problems;
        Assert.Equal(101, problems.Count);
        Assert.Equal("and 150 more, which the log has", problems[^1]);
        Assert.Equal(251, Assert.Single(_fixture.Log).Text.Split('\n').Length);
    }

    /// <summary>The load that runs may have read the file already: who asks now is answered by the next one, and all who ask share it.</summary>
    [Fact]
    public async Task Callers_ShareOneLoad_ThatBeganAfterTheyAsked()
    {
        var running = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        _fixture.Books.BookChanged += _ =>
        {
            running.TrySetResult();
            Assert.True(go.Wait(TimeSpan.FromSeconds(20)));
        };
        _fixture.Scratch.Replace(Document, "choose: resident_gets_the_day", "choose: start_day_not_counted");
        var first = _fixture.Reloader.ReloadAsync();
        await running.Task.WaitAsync(TimeSpan.FromSeconds(20));
        File.Delete(_fixture.Scratch.PathOf(Other));
        var later = Enumerable.Range(0, 200).Select(_ => _fixture.Reloader.ReloadAsync()).ToArray();
        Assert.DoesNotContain(later, task => task.IsCompleted);
        go.Set();
        var results = await Task.WhenAll(later);
        Assert.Equal(_fixture.Books.Current.Digest, Assert.Single(results.Select(r => r.BookDigest).Distinct()));
        Assert.NotEqual((await first).BookDigest, results[0].BookDigest);
        Assert.Equal(4, _fixture.Books.Current.Policies.Count);
        Assert.Equal(2, _fixture.Outcomes["outcome=applied"]);
    }

    [Fact]
    public async Task ListenerThatFails_DoesNotStopTheReload()
    {
        _fixture.Books.BookChanged += _ => throw new InvalidOperationException("of the listener");
        File.Delete(_fixture.Scratch.PathOf(Other));
        Assert.Equal(ReloadOutcome.Applied, (await _fixture.Reloader.ReloadAsync()).Outcome);
        Assert.Equal(4, _fixture.Books.Current.Policies.Count);
        Assert.Contains(_fixture.Log, l => l.Level == LogLevel.Error);
        _fixture.Scratch.Write("512022/2025.yaml", File.ReadAllText(Path.Combine(TestPolicies.Folder, Other)));
        Assert.Equal(ReloadOutcome.Applied, (await _fixture.Reloader.ReloadAsync()).Outcome);
    }

    [Fact]
    public async Task FolderThatNeverRests_IsRefused()
    {
        using var stop = new CancellationTokenSource();
        // A thread of its own: on a busy machine the pool may have none for a while.
        var writing = Task.Factory.StartNew(() =>
        {
            while (!stop.IsCancellationRequested) File.AppendAllText(_fixture.Scratch.PathOf("512022/other.cases.yaml"), "#");
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var result = await _fixture.Reloader.ReloadAsync();
        // Five loads in a row without a write are possible on a busy machine, a hundred times five are not.
        for (var again = 0; result.Problems.Count == 0 && again < 100; again++) result = await _fixture.Reloader.ReloadAsync();
        await stop.CancelAsync();
        await writing;
        Assert.Contains("changed while it was read", Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.True(_fixture.Reloader.Status.MayPass);
        Assert.Equal(ReloadOutcome.Unchanged, (await _fixture.Reloader.ReloadAsync()).Outcome);
    }

    /// <summary>A folder that is swapped all the time, back too, must never give a book of both.</summary>
    [Fact]
    public async Task SwappedFolder_IsNeverMixed()
    {
        var digests = new HashSet<string> { _fixture.Books.Current.Digest };
        ScratchPolicies.Copy(_fixture.Scratch.Folder, _fixture.Scratch.Beside("v2"));
        foreach (var (name, old, other) in ((string, string, string)[])[
            ("500230/2025.yaml", "choose: first_in_document", "choose: last_in_document"), ("512022/2025.yaml", "issued: 2024-09-05", "issued: 2024-09-06")])
        {
            var path = Path.Combine(_fixture.Scratch.Beside("v2"), name);
            var text = File.ReadAllText(path);
            File.WriteAllText(path, text.Replace(old, other, StringComparison.Ordinal));
        }
        Directory.Move(_fixture.Scratch.Folder, _fixture.Scratch.Beside("v1"));
        digests.Add(PolicyFolder.LoadBook(_fixture.Scratch.Beside("v2")).Digest);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                ScratchPolicies.Link(_fixture.Scratch.Folder, i % 2 == 0 ? "v1" : "v2");
                Thread.Sleep(1);
            }
        });
        for (var load = 0; load < 15; load++)
        {
            var result = await _fixture.Reloader.ReloadAsync();
            Assert.Contains(result.BookDigest, digests);
        }
        await stop.CancelAsync();
        await swapping;
        await _fixture.Reloader.ReloadAsync();
        Assert.Empty(_fixture.Reloader.Status.Problems);
    }
}

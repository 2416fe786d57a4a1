using Spectre.Console;

namespace Canbao.Cli.Rendering;

/// <summary>How far a long work has come: a bar on a terminal, a line on standard error for every tenth otherwise.</summary>
internal static class ProgressLine
{
    /// <summary>Runs the work, which reports how much of the whole is done. Of a whole of 0, which is not known, nothing is shown.</summary>
    public static async Task<T> RunAsync<T>(string what, long whole, Func<Action<long>, Task<T>> work)
    {
        if (whole == 0) return await work(_ => { });
        if (!Console.IsOutputRedirected)
            return await AnsiConsole.Progress().HideCompleted(true).StartAsync(async context =>
            {
                var task = context.AddTask(what, maxValue: whole);
                return await work(done => task.Value = done);
            });
        var tenth = 0L;
        return await work(done =>
        {
            if (done * 10 / whole <= tenth) return;
            tenth = done * 10 / whole;
            Console.Error.WriteLine($"{what}: {tenth * 10} %");
        });
    }
}

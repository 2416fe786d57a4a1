using System.Diagnostics;
using System.Globalization;
using Canbao.Recalculation;
using Canbao.Recalculation.Settlement;
using Spectre.Console;

namespace Canbao.Cli.Rendering;

/// <summary>
/// How far a recalculation has come: on a terminal a bar with rows, rate, rejected rows and the time that is left; otherwise the same as a
/// line on standard error for every tenth, or every ten seconds if nobody knows how long the input is.
/// </summary>
internal sealed class RunProgressView
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10), Redraw = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _shown = -Redraw;
    private long _doneBefore = -1, _tenth;

    private readonly string _what;

    private RunProgressView(string what) => _what = what;

    /// <summary>Runs the work, which tells now and then how far it is.</summary>
    /// <param name="quietly">Whether standard output is not for people.</param>
    public static async Task<T> RunAsync<T>(string what, bool quietly, Func<Action<RunProgress>, Task<T>> work)
    {
        var view = new RunProgressView(what);
        if (quietly || Console.IsOutputRedirected || Console.IsErrorRedirected) return await work(view.Line);
        return await AnsiConsole.Progress().HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(what);
                return await work(progress => view.Draw(task, progress));
            });
    }

    private void Draw(ProgressTask task, RunProgress progress)
    {
        if (_clock.Elapsed - _shown < Redraw) return;
        _shown = _clock.Elapsed;
        task.IsIndeterminate = progress.Whole == 0;
        if (progress.Whole > 0) (task.MaxValue, task.Value) = (progress.Whole, progress.Done);
        task.Description = Markup.Escape(Text(progress));
    }

    private void Line(RunProgress progress)
    {
        if (progress.Whole == 0 && _clock.Elapsed - _shown < Quiet) return;
        if (progress.Whole > 0 && progress.Done * 10 / progress.Whole <= _tenth && _doneBefore >= 0) return;
        var first = _doneBefore < 0;
        var text = Text(progress);
        (_shown, _tenth) = (_clock.Elapsed, progress.Whole > 0 ? progress.Done * 10 / progress.Whole : 0);
        if (first && _tenth == 0) return;
        Console.Error.WriteLine(progress.Whole > 0 ? $"{_what}: {_tenth * 10} %, {text}" : $"{_what}: {text}");
    }

    private string Text(RunProgress progress)
    {
        if (_doneBefore < 0) _doneBefore = progress.Done;
        var seconds = Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        var rate = (long)(progress.Rows / seconds);
        var text = $"{FigureText.Number(progress.Rows)} rows, {FigureText.Number(rate)} a second, {FigureText.Number(progress.Rejected)} rejected";
        var done = progress.Done - _doneBefore;
        if (progress.Whole == 0 || done <= 0) return text;
        var left = TimeSpan.FromSeconds((progress.Whole - progress.Done) * seconds / done);
        return $"{text}, {left.ToString(left.TotalHours < 1 ? @"mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture)} left";
    }
}

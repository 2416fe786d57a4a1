using System.CommandLine;
using Canbao.Cli.Rendering;
using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Cli.Commands;

/// <summary>canbao calendar</summary>
internal static class CalendarCommand
{
    public static Command Create()
    {
        var resident = new QuoteOptions(asksForPayment: false);
        var json = JsonOutput.Option();
        var policies = PolicyOption.Create();
        var command = new Command("calendar", Examples.Describe("calendar", "Show what one resident is answered on every day of the collection year."));
        resident.AddTo(command);
        foreach (var option in (Option[])[json, policies]) command.Add(option);
        command.SetAction(result =>
        {
            var book = PolicyFolder.LoadBook(result.GetValue(policies)!);
            return resident.Read(result, book, out var request) is { } problem ? Fail.Usage(problem) : Run(request, book, result.GetValue(json));
        });
        return command;
    }

    private static int Run(in ResidentRequest request, PolicyBook book, bool json)
    {
        if (Quoter.CheckWithoutPayment(book, request, out var timeline, out var situation) is { } error) return Fail.Usage(error.Message);
        var calendar = Calendar.Of(timeline!, request.Profile, situation);
        if (json) JsonOutput.Write(CalendarMapper.ToMessage(calendar));
        else CalendarText.Write(Console.Out, calendar, request.Profile, CalendarPicture.ColoursAreWanted);
        return 0;
    }
}

using Canbao.Policies;
using Canbao.V1;

namespace Canbao.Mapping;

/// <summary>A calendar on the wire.</summary>
public static class CalendarMapper
{
    public static V1.Calendar ToMessage(Policies.Interpretation.Calendar calendar)
    {
        var message = new V1.Calendar
        {
            FromDate = WireDate.Format(calendar.Segments[0].From),
            ToDate = WireDate.Format(calendar.Segments[^1].To),
            Policy = QuoteMapper.ToRef(calendar.Policy),
        };
        foreach (var segment in calendar.Segments)
            message.Segments.Add(new V1.CalendarSegment
            {
                FromDate = WireDate.Format(segment.From),
                ToDate = WireDate.Format(segment.To),
                First = QuoteMapper.ToMessage(segment.First),
                Last = QuoteMapper.ToMessage(segment.Last),
                Policy = QuoteMapper.ToRef(segment.Policy),
            });
        return message;
    }
}

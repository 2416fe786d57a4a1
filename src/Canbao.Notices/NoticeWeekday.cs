namespace Canbao.Notices;

/// <summary>A day of the week that stands beside a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Said">The day of the week that the notice gives it.</param>
/// <param name="DateStart">Where the day begins in the folded text.</param>
/// <param name="DateEnd">Where it ends.</param>
/// <param name="Start">Where the day of the week begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct NoticeWeekday(NoticeDate Date, DayOfWeek Said, int DateStart, int DateEnd, int Start, int End);

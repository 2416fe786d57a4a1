namespace Canbao.Notices;

/// <summary>A single day in a notice, and where it stands.</summary>
internal readonly record struct NoticeDay(NoticeDate Date, int Start, int End);

namespace Canbao.Notices;

/// <summary>A place of a notice, as it is written there.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="EndLine">The line it ends on.</param>
/// <param name="Text">Verbatim, with the spaces and line breaks of the notice.</param>
public sealed record NoticePassage(int Line, int EndLine, string Text);

using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>Something that a person should look at before the notice is issued.</summary>
/// <param name="Code">A code of <see cref="NoticeCodes"/>.</param>
/// <param name="Zh">A sentence for the author.</param>
/// <param name="En">The same sentence in English.</param>
/// <param name="Passages">The passages that contradict each other; one alone where a passage is wrong by itself.</param>
public sealed record NoticeFinding(string Code, string Zh, string En, ValueList<NoticePassage> Passages);

using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>
/// Every amount in the sentences of a notice with its meaning: the label nearest before it, or what stands behind it, tells what it is. Cells
/// of tables are read by <see cref="ContributionRow"/>.
/// </summary>
internal sealed partial class AmountReader
{
    /// <summary>How far a label may stand from its figure, and how much of a sentence is looked at.</summary>
    private const int LabelReach = 24, Reach = 120, Behind = 16;

    private readonly NoticeText text;
    private readonly List<StatedAmount> all = [];

    // What the sentence said so far.
    private int sentenceStart = -1, sentence;
    private Persons persons;
    private Label? pending;
    private readonly Queue<Label> inTurn = [];

    private AmountReader(NoticeText text) => this.text = text;

    private sealed record Label(AmountRole Role, string Tier, int Start);

    public static IReadOnlyList<StatedAmount> Read(NoticeText text)
    {
        var reader = new AmountReader(text);
        Match? last = null;
        foreach (Match match in Figure().Matches(text.Folded))
        {
            reader.Add(match, last is null ? 0 : last.Index + last.Length);
            last = match;
        }
        return reader.all;
    }

    private void Add(Match match, int previousEnd)
    {
        var start = text.BreakBefore(match.Index, "。;\n\t", Reach);
        if (previousEnd <= start || sentenceStart < 0)
        {
            (sentenceStart, sentence, persons, pending) = (start, sentence + 1, Persons.Everybody, null);
            inTurn.Clear();
        }
        var from = Math.Max(start, previousEnd);
        var phrase = text.Folded[from..match.Index];
        var end = match.Index + match.Length;
        var behind = text.Folded[end..Math.Min(text.BreakAfter(end, ",。;\n\t"), end + Behind)];
        var before = Citation().Replace(text.Folded[Math.Max(sentenceStart, match.Index - Reach)..match.Index], m => new string(' ', m.Length));
        persons = Persons.In(phrase) ?? persons;
        if (Meaning(phrase, from, behind, before, match) is not { } label) return;
        var (year, yearStart) = YearOf(before[..Math.Max(0, before.Length - (match.Index - label.Start))], label.Start) ?? (null, label.Start);
        // 2025年个人缴费标准为380元，财政补助标准为670元: one year for both.
        if (label.Role is AmountRole.Subsidy or AmountRole.Total) year ??= Earlier()?.Year;
        all.Add(new(label.Role, label.Tier, year, persons, NoticeAmount.ValueOf(match), !Limit().IsMatch(phrase), sentence,
            Math.Min(yearStart, label.Start), match.Index, end));
    }

    /// <summary>Null if the figure says nothing that is compared.</summary>
    private Label? Meaning(string phrase, int from, string behind, string before, Match match)
    {
        var clause = before[(before.LastIndexOf(',') + 1)..];
        if (OtherInsurance().IsMatch(before) || Elsewhere().IsMatch(clause) || Limited().IsMatch(phrase)) return null;
        // A level of the state pays a part of the subsidy, or it is one of the funds.
        var isFund = Earlier()?.Role == AmountRole.Assistance;
        if (Level().IsMatch(phrase) && !isFund) return null;
        // What is in a total is one of its terms; what is in something else is a part of that.
        if (phrase.Contains("其中", StringComparison.Ordinal) && Earlier()?.Role != AmountRole.Total) return null;
        var found = InTurn(phrase, from) ?? LabelIn(phrase, from, Labels().Matches(phrase).LastOrDefault());
        if (Change().IsMatch(phrase) || Old().IsMatch(phrase))
        {
            pending = found ?? pending;
            return null;
        }
        if (!match.Groups["u"].Success) return found is { Role: AmountRole.Standard } ? found : null;
        if (ByResident().IsMatch(behind)) return new(AmountRole.OwnShare, "", found?.Start ?? match.Index);
        if (ByFund().IsMatch(behind) && found?.Role is not (AmountRole.OwnShare or AmountRole.Restated or AmountRole.Subsidy or AmountRole.Total))
            return new(AmountRole.Assistance, "", found?.Start ?? match.Index);
        if (found is null && pending is { } raised && Reached().IsMatch(phrase)) found = raised;
        found ??= Unlabelled(phrase, behind, before, match);
        // What a rate makes is compared with its standard, whatever it is.
        return found ?? (Rated().IsMatch(phrase) ? new(AmountRole.Other, "", match.Index) : null);
    }

    /// <summary>个人缴费标准和财政补助标准分别为400元和700元: the figures have the labels in their order.</summary>
    private Label? InTurn(string phrase, int from)
    {
        if (Respectively().IsMatch(phrase))
        {
            inTurn.Clear();
            foreach (Match label in Labels().Matches(phrase))
                if (LabelIn(phrase, from, label) is { } found) inTurn.Enqueue(found);
        }
        else if (!Next().IsMatch(phrase)) inTurn.Clear();
        return inTurn.TryDequeue(out var first) ? first : null;
    }

    /// <summary>What a label tells of the figure behind the phrase, if nothing but filling words stands between them.</summary>
    private Label? LabelIn(string phrase, int from, Match? match)
    {
        if (match is null || phrase.Length - match.Index - match.Length > LabelReach) return null;
        var start = from + match.Index;
        // 标准的70%即280元 is no standard.
        if (phrase.AsSpan(match.Index).Contains('%')) return null;
        if (match.Groups["tier"].Success)
            return new(match.Groups["by"].Success ? AmountRole.Restated : AmountRole.Standard, NoticeAmount.TierOf(match), start);
        if (match.Groups["own"].Success) return new(AmountRole.OwnShare, "", start);
        if (match.Groups["subsidy"].Success)
            return new(Earlier()?.Role == AmountRole.Assistance && Level().IsMatch(phrase) ? AmountRole.Assistance : AmountRole.Subsidy, "", start);
        if (match.Groups["total"].Success) return new(AmountRole.Total, NoticeAmount.TiersIn(phrase[..match.Index]), start);
        if (match.Groups["help"].Success) return new(AmountRole.Assistance, "", start);
        // 资助280元，个人缴费120元 says what is left, and so it does for somebody who is assisted.
        var isLeft = match.Groups["pay"].Success && (Earlier()?.Role == AmountRole.Assistance || !(persons.AreEverybody || persons.IsPricedApart));
        var tier = NoticeAmount.TiersIn(phrase[..match.Index]);
        return new(isLeft ? AmountRole.OwnShare : AmountRole.Standard, tier, start);
    }

    /// <summary>学生儿童每人每年435元: a group and its price, where no word tells of help; and 按每人每年400元缴费.</summary>
    private Label? Unlabelled(string phrase, string behind, string before, Match match)
    {
        if (Help().IsMatch(before) || Help().IsMatch(behind) || Help().IsMatch(text.HeadingAbove(match.Index))) return null;
        if (Pays().IsMatch(behind) && ToPay().IsMatch(phrase)) return new(AmountRole.Standard, "", match.Index);
        var group = phrase[(phrase.LastIndexOf(',') + 1)..];
        var isPerHead = PerHead().IsMatch(group) || match.Groups["p"].Success;
        if (!isPerHead || behind.Length > 0 || !Persons.IsNothingElse(group) || Persons.In(group) is not { IsPricedApart: true }) return null;
        return new(AmountRole.Standard, "", match.Index - group.Length);
    }

    /// <summary>The year that stands nearest before a label. 2024年预收 is the year of the collection and labels nothing.</summary>
    private static (int? Year, int Start)? YearOf(string before, int end)
    {
        var clause = before[(before.LastIndexOf(',') + 1)..];
        if (Year().Matches(clause) is { Count: > 0 } inClause)
            return (NoticeNumber.Parse(inClause[^1].Groups["y"].Value), end - clause.Length + inClause[^1].Index);
        return YearAlone().Match(before) is { Success: true } alone
            ? (NoticeNumber.Parse(alone.Groups["y"].Value), end - before.Length + alone.Groups["y"].Index) : null;
    }

    private StatedAmount? Earlier() => all.Count > 0 && all[^1].Sentence == sentence ? all[^1] : null;

    [GeneratedRegex(NoticeAmount.Value + @"(?:(?<u>元)(?:(?<p>[/每]+人)(?:[·/每]{0,2}年)?|/年(?<p>[/·]人)?)?|(?=[\n\t]))")]
    private static partial Regex Figure();

    [GeneratedRegex("(?<by>按照?)?" + NoticeAmount.Tier + "(?:个人)?(?:缴费)?(?:标准)?(?=[为是:即]?(?:每人每年|每人)?$)"
        + "|(?<own>(?:个人|本人)(?:只需|仅需|还需|需要?|应当?|实际|自行|[再另只仅])?(?:缴纳|自缴|承担|负担|自付|自负|支付|应缴|缴(?!费))|[只仅还]需(?:缴纳|缴费|承担|支付|缴)|(?:其余|剩余|余下|剩下)(?:部分|费用|的)?|自付|自缴)"
        + "|(?<subsidy>(?:各级财政|(?<![级乡镇])财政)[^。;,元%]{0,4}资助|(?:各级)?财政[^。;,元%]{0,12}?补[助贴](?:标准|资金)?|(?:人均|政府)补助标准)"
        + "|(?<total>人均筹资(?:标准|总额|水平|额)?|(?<!个人)筹资(?:总额|标准|总标准|水平)|合计|总计|共计|总额|之和|总和)"
        + "|(?<help>资助(?:标准|金额)?|减免|代缴|(?<!财政[^,]{0,12})补[助贴](?:标准|金额)?)"
        + "|个人(?:缴费|筹资|参保)(?:标准)|个人缴费(?:金额|额)|(?<!资助)缴费标准|(?<pay>(?:个人|本人)(?:缴费|部分))")]
    private static partial Regex Labels();

    [GeneratedRegex(@"^(?:的?部分)?[,)]?(?:则|均|仍)?由?(?:其|参保)?(?:个人|本人|自己|居民|群众|家庭)(?:自行|自己)?(?:承担|负担|缴纳|自付|缴费|支付)|^(?:自付|自缴|自负)")]
    private static partial Regex ByResident();

    [GeneratedRegex(@"^[)]?(?:的)?(?:标准)?(?:由[一-龥]{2,10}?)?(?:给予|予以|进行|实行)?(?:全额|定额|差额)?(?:的)?(?:资助|补[助贴]|减免|代缴)")]
    private static partial Regex ByFund();

    [GeneratedRegex("(?:提高|增加|上调|上涨|下调|降低|减少|增长)了?(?:每人每年|每人)?$")]
    private static partial Regex Change();

    [GeneratedRegex("[由从](?:原来?的?|每人每年|每人|原标准)?$")]
    private static partial Regex Old();

    [GeneratedRegex("分别[^,、]{0,8}$")]
    private static partial Regex Respectively();

    [GeneratedRegex("^[,、和与及]{1,2}(?:每人每年|每人)?$")]
    private static partial Regex Next();

    [GeneratedRegex("%|全额")]
    private static partial Regex Rated();

    [GeneratedRegex("达到?|调整?为|提高[到至]|上调[到至]|增加[到至]|[到至]|为")]
    private static partial Regex Reached();

    [GeneratedRegex("(?:中央|[省市县区]级?财政|[省市县区]级)(?![^,]*资助)")]
    private static partial Regex Level();

    [GeneratedRegex("不超过|最高|最低(?!生活)|封顶|优惠|比例[^,]*$")]
    private static partial Regex Limited();

    [GeneratedRegex("不低于|不少于|至少|约|左右")]
    private static partial Regex Limit();

    [GeneratedRegex("资助|补[助贴]|减免|代缴|优惠|报销|救助|支付|奖")]
    private static partial Regex Help();

    [GeneratedRegex("^(?:的?标准)?(?:缴纳|缴费|收取|征收|参保缴费)")]
    private static partial Regex Pays();

    [GeneratedRegex("(?:按照?|以)(?:每人每年|每人|人均)?$")]
    private static partial Regex ToPay();

    [GeneratedRegex("(?:每人每年|每人|人均|每年)需?(?:缴纳|缴费)?[为是:]?$")]
    private static partial Regex PerHead();

    [GeneratedRegex("《[^》]{0,100}》")]
    private static partial Regex Citation();

    [GeneratedRegex("意外|商业|补充|职工|灵活就业|护理|惠民|生育|起付")]
    private static partial Regex OtherInsurance();

    /// <summary>Another year's amount, or what somebody pays for care.</summary>
    [GeneratedRegex("上年|去年|此前|原来|原标准|大病|门诊|住院|报销|医院")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(?<y>\d{4})年(?!度?(?:预收|征收|收缴|提前|\d{1,2}月))")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:^|,)(?<y>\d{4})年度?,[^,]*$")]
    private static partial Regex YearAlone();
}

using System.Text;
using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>
/// A category of persons as one list names it. Lists name the same persons with different endings, so the core is compared: the name
/// without 人员, 人口, 户, 对象 and without 城乡, 农村, 城镇.
/// </summary>
/// <param name="Name">As it stands there, folded.</param>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="End">Where it ends.</param>
internal sealed partial record CategoryName(string Name, int Start, int End)
{
    private const int MaxLength = 16, MinLength = 2;

    /// <summary>How departments are called, and what they do for a list of persons.</summary>
    internal const string Department = "[一-龥]{1,8}?(?:部门|局|委|办|联)";

    internal const string Duties = "负责|牵头|承担|做好|提供|核定|核实|确认|认定|审核|组织|落实|统计|摸排|管理|报送|推送";

    private const string Numerals = "一二三四五六七八1-8";

    private string? core;

    public string Core => core ??= CoreOf(Name);

    /// <summary>Ends like a category. Goals and duties stand between the same marks and do not.</summary>
    public bool LooksLikeOne => Ending().IsMatch(Name) && !Duty().IsMatch(Name);

    /// <summary>What stands between the separators of a list.</summary>
    public static IEnumerable<CategoryName> In(NoticeText text, int start, int end)
    {
        var at = start;
        foreach (Match match in Separator().Matches(text.Folded[start..end]))
        {
            if (Trimmed(text, at, start + match.Index) is { } name) yield return name;
            at = start + match.Index + match.Length;
        }
        if (Trimmed(text, at, end) is { } last) yield return last;
    }

    /// <summary>A text in which cores can be looked for: digits as numerals, 一、二级 as 一二级, one name for one thing.</summary>
    public static string Normal(string text)
    {
        var normal = new StringBuilder(Joint().Replace(text, ""));
        for (var i = 0; i < normal.Length; i++)
            if (normal[i] is >= '1' and <= '9') normal[i] = NoticeNumber.Numerals[normal[i] - '1'];
        return normal.Replace("最低生活保障", "低保").ToString();
    }

    /// <summary>The core stands in a normal text, and not as a part of a wider or an opposite name.</summary>
    public bool IsIn(string normal)
    {
        for (var at = normal.IndexOf(Core, StringComparison.Ordinal); at >= 0; at = normal.IndexOf(Core, at + 1, StringComparison.Ordinal))
            if (!normal.AsSpan(at + Core.Length).StartsWith("边缘") && (at == 0 || !"不非未".Contains(normal[at - 1]))) return true;
        return false;
    }

    private static CategoryName? Trimmed(NoticeText text, int start, int end)
    {
        if (end - start > MaxLength * 3) return null;
        var whole = text.Folded[start..end];
        var lead = Lead().Match(whole).Length + DutyLead().Match(whole).Length;
        var name = Tail().Replace(whole[lead..], "");
        return name.Length is >= MinLength and <= MaxLength ? new(name, start + lead, start + lead + name.Length) : null;
    }

    internal static string CoreOf(string name)
    {
        var core = Normal(name);
        core = Place().Match(core) is { Success: true } place && core.Length - place.Length >= MinLength ? core[place.Length..] : core;
        while (Ending().Match(core) is { Success: true } ending && ending.Index >= MinLength) core = core[..ending.Index];
        return core;
    }

    [GeneratedRegex($@"、(?!(?<=[{Numerals}]、)[{Numerals}])|[;:,。()\[\]\n\t/""]|以及|[和与]|及(?!以上)|包括|含")]
    private static partial Regex Separator();

    [GeneratedRegex($"(?<=[{Numerals}])[、-](?=[{Numerals}])")]
    private static partial Regex Joint();

    [GeneratedRegex("^(?:确保|对|为|将|把|如|其中|属于|向|给|不)")]
    private static partial Regex Lead();

    /// <summary>负责特困人员 names whom the department answers for.</summary>
    [GeneratedRegex($"^(?:{Department}(?=(?:要|应)?(?:{Duties})))?(?:要|应)?(?:(?:{Duties})(?:好|对|将|为)?(?=[一-龥]{{2}}))+")]
    private static partial Regex DutyLead();

    [GeneratedRegex($"(?:参加|参保|等|由|给予|按|全部|实施|享受|统一|的|以下|参照|身份|资格|名单|(?<=[一-龥]{{2}})(?:{Duties})).*$")]
    private static partial Regex Tail();

    [GeneratedRegex("^(?:城乡|农村|城镇|城市|在乡)")]
    private static partial Regex Place();

    [GeneratedRegex("(?:人员|人口|户|对象|儿童|家庭|成员|群众|患者|遗属|子女|职工|民工|学生|救助|供养|人|儿)$")]
    private static partial Regex Ending();

    [GeneratedRegex("负责|做好|提供|配合|核实|组织|工作|宣传|名单|学生|部门")]
    private static partial Regex Duty();
}

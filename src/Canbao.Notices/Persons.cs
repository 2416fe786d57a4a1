using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>A group of persons as words name it. Two names are the same group if nothing is left of their difference: 在校学生 and 学生.</summary>
/// <param name="Key">The names without what makes no difference, in one order; empty for everybody.</param>
/// <param name="IsPricedApart">Pupils, children, adults or an age: a group that may have a standard of its own.</param>
internal readonly partial record struct Persons(string Key, bool IsPricedApart)
{
    public static readonly Persons Everybody = new("", false);

    public bool AreEverybody => Key.Length == 0;

    /// <summary>Whom a passage names; null if it names nobody, not even everybody.</summary>
    public static Persons? In(string words)
    {
        string[] ages = [.. Age().Matches(words).Select(m => m.Value.Replace("周岁", "岁", StringComparison.Ordinal).Replace("及", "", StringComparison.Ordinal))];
        string[] others = [.. Others().Matches(Age().Replace(words, "、")).Select(m => m.Value).Where(name => !All().IsMatch(name)).Select(CategoryName.CoreOf)];
        if (ages.Length + others.Length == 0) return All().IsMatch(words) ? Everybody : null;
        return new(string.Join('、', ages.Concat(others).Distinct().Order(StringComparer.Ordinal)), others.Length == 0);
    }

    /// <summary>The words are the name of a group and filling, and tell nothing else.</summary>
    public static bool IsNothingElse(string words) => Filling().Replace(Age().Replace(words, ""), "").Length == 0;

    [GeneratedRegex(@"\d{1,3}周?岁(?:及?以[上下])?|大学生|研究生|大中专(?:院校)?学生|中小学生|中学生|小学生|学生|未成年|(?<!未)成年|老年|少年|(?<![养童])儿童|幼儿|新生儿|婴儿")]
    private static partial Regex Age();

    [GeneratedRegex("[一-龥]{1,8}(?:人员|对象|户|家庭|群众|人口|军人|遗属|子女|患者|残疾人)")]
    private static partial Regex Others();

    [GeneratedRegex("普通|一般居民|(?:其他|其余)(?:居民|$)|所有|不同|城乡居民")]
    private static partial Regex All();

    [GeneratedRegex(@"\d{4}年度?|参加|参保|城乡|居民|医保|在校|在读|全日制|在册|院校|学龄前|普通|其他|各类|人员|缴纳|缴费|需|个人|年度|每人每年|每人|人均|每年|以及|或者|[和及与或、的按为是:对()人]")]
    private static partial Regex Filling();
}

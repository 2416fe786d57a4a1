using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// The codes that the policies' documents name in Chinese, understood wherever the code is. A name of an identity belongs to one code;
/// that of a tier to one code under the policies that will answer, or it is not understood.
/// </summary>
internal sealed class CodeNames(PolicyBook book)
{
    private readonly Dictionary<string, string> _identities = book.Codes.Identities
        .SelectMany(code => code.Names.Select(name => (Name: FieldText.Plain(name), code.Id)))
        .DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Id);

    /// <summary>The code of an identity's name, or else the text itself.</summary>
    public string Identity(string text) => _identities.GetValueOrDefault(text, text);

    public bool IsIdentity(string text) => _identities.ContainsKey(text);

    /// <summary>Whether it is an identity's code or its name.</summary>
    public bool KnowsIdentity(string text) => IsIdentity(text) || book.Codes.Identity(text) is not null;

    /// <summary>The code of a tier's name under a policy, or else the text itself.</summary>
    public string Tier(string text, string region, long year, long revision)
    {
        if (text.Length == 0 || book.Find(region, year, revision, out _) is not { } timeline) return text;
        var standards = timeline.Revisions.SelectMany(policy => policy.Standards).ToArray();
        if (standards.Any(standard => standard.Tier == text)) return text;
        var codes = standards.Where(standard => FieldText.Plain(standard.Name.Zh) == text).Select(standard => standard.Tier).Distinct().ToArray();
        return codes.Length == 1 ? codes[0] : text;
    }
}

namespace Canbao.Policies.Model;

/// <summary>
/// Declares that who holds one of the identities together with one of the others may pay more than with one of the two alone. It
/// permits this and does not cause it: where a reading is switched, nobody may be dearer.
/// </summary>
public sealed record DearerTogether(ValueList<string> Identities, ValueList<string> With, Rule Rule);

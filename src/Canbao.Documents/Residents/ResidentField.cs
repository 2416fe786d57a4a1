using System.Globalization;
using Canbao.Policies;

namespace Canbao.Documents.Residents;

/// <summary>
/// A field of a resident as files, tables, commands and worked cases have it. The kinds below say what it holds; what may stand in it and how
/// it is read and written follows from its kind.
/// </summary>
/// <param name="Name">The contract's.</param>
/// <param name="Headers">The Chinese headers that are understood without a mapping, the usual one first.</param>
public abstract record ResidentField(string Name, ValueList<string> Headers)
{
    /// <summary>The option of canbao quote.</summary>
    public string Option { get; init; } = $"--{Name.Replace('_', '-')}";

    /// <summary>Of that option.</summary>
    public string Help { get; init; } = "";

    /// <summary>What is not known where it is missing, in Chinese.</summary>
    public virtual string Question => Headers[0];
}

/// <summary>The resident's own id, which is no part of a question.</summary>
public sealed record IdField(string Name, ValueList<string> Headers) : ResidentField(Name, Headers);

/// <summary>One of the four days.</summary>
public sealed record DayField(string Name, ValueList<string> Headers) : ResidentField(Name, Headers);

/// <summary>What says which policy answers: a region's code.</summary>
public sealed record RegionField(string Name, ValueList<string> Headers) : ResidentField(Name, Headers);

/// <summary>What says which policy answers: a whole number.</summary>
/// <param name="Allowed">What it may be, for messages.</param>
public sealed record PolicyNumberField(string Name, ValueList<string> Headers, string Allowed) : ResidentField(Name, Headers);

/// <summary>A field of the profile.</summary>
public abstract record ProfileField(string Name, ValueList<string> Headers) : ResidentField(Name, Headers)
{
    /// <summary>The value as files have it: nothing for what a resident does not have.</summary>
    public abstract string Text(Profile profile);

    /// <summary>The value in words for people; null where there is nothing to say.</summary>
    public abstract string? Words(Profile profile);
}

/// <summary>The tier.</summary>
public sealed record TierField(string Name, ValueList<string> Headers) : ProfileField(Name, Headers)
{
    public override string Text(Profile profile) => profile.Tier;

    /// <summary>A policy gives it a name.</summary>
    public override string? Words(Profile profile) => null;
}

/// <summary>Several codes.</summary>
/// <param name="Most">So many are allowed.</param>
public sealed record CodesField(string Name, ValueList<string> Headers, int Most,
    Func<Profile, ValueList<string>> Of, Func<Profile, ValueList<string>, Profile> With) : ProfileField(Name, Headers)
{
    public override string Text(Profile profile) => string.Join(ResidentFields.Separator, Of(profile));

    /// <summary>A code list gives them names.</summary>
    public override string? Words(Profile profile) => null;
}

/// <summary>The special circumstance.</summary>
public sealed record CircumstanceField(string Name, ValueList<string> Headers) : ProfileField(Name, Headers)
{
    /// <summary>One that is none is shown by its number.</summary>
    public override string Text(Profile profile) => profile.Circumstance == Circumstance.None ? ""
        : Enum.IsDefined(profile.Circumstance) ? SnakeCase.Of(profile.Circumstance)
        : ((long)profile.Circumstance).ToString(CultureInfo.InvariantCulture);

    public override string? Words(Profile profile) => profile.Circumstance == Circumstance.None ? null : CircumstanceNames.Zh(profile.Circumstance);
}

/// <summary>A number of years.</summary>
/// <param name="Format">The number in words.</param>
public sealed record YearsField(string Name, ValueList<string> Headers, string Format,
    Func<Profile, long> Of, Func<Profile, long, Profile> With) : ProfileField(Name, Headers)
{
    public override string Text(Profile profile) => Of(profile) == 0 ? "" : Of(profile).ToString(CultureInfo.InvariantCulture);

    public override string? Words(Profile profile) => Of(profile) == 0 ? null : string.Format(CultureInfo.InvariantCulture, Format, Of(profile));
}

/// <summary>Yes or no; of some also not known, which is not the same as no.</summary>
/// <param name="Yes">In words.</param>
/// <param name="No">In words; only of one that may be unknown, as nothing is said of the others.</param>
public sealed record FlagField(ProfileFlag Flag, ValueList<string> Headers, string Yes, string? No = null) : ProfileField(SnakeCase.Of(Flag), Headers)
{
    public override string Text(Profile profile) => profile[Flag] switch { true => "true", false when Flag.MayBeUnknown() => "false", _ => "" };

    public override string? Words(Profile profile) => profile[Flag] switch { true => Yes, false => No, null => null };

    /// <summary>The second header asks: 是否….</summary>
    public override string Question => Headers[1];
}

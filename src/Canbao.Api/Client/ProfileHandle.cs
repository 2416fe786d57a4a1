namespace Canbao.Api.Client;

/// <summary>
/// Stands for a profile that <see cref="QuoteClient.Intern"/> was given: equal profiles have equal handles. Good for that client only, as
/// long as it lives. The default value stands for no profile.
/// </summary>
public readonly record struct ProfileHandle
{
    internal ProfileHandle(uint number) => Number = number;

    /// <summary>Counts from 1 in the order of the profiles' first sight.</summary>
    public uint Number { get; }
}

namespace Canbao.Policies.Model;

/// <summary>A voluntary product. Without a price where the notice names none.</summary>
public sealed record Addon(string Code, Name Name, long? PriceFen, Rule Rule)
{
    public string? Term { get; init; }

    /// <summary>Products that cannot be taken together with this one.</summary>
    public ValueList<string> Excludes { get; init; } = [];
}

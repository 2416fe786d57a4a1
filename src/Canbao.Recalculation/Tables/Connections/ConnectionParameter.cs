namespace Canbao.Recalculation.Tables.Connections;

/// <summary>One thing that may be said of a connection, in an address or by a variable of the environment; both names are libpq's.</summary>
/// <param name="Name">In an address.</param>
/// <param name="Variable">Of the environment; empty if there is none.</param>
/// <param name="Expected">Which values are allowed, or why none is.</param>
/// <param name="Obey">Takes a value; false if it is not allowed.</param>
internal sealed record ConnectionParameter(string Name, string Variable, string Expected, Func<ConnectionPlan, string, bool> Obey)
{
    /// <summary>Whether its value is shown to nobody.</summary>
    public bool IsSecret => Name.EndsWith("password", StringComparison.Ordinal);

    /// <summary>Whether there is no value that could be obeyed.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Every value is allowed.</summary>
    public static ConnectionParameter Text(string name, string variable, Action<ConnectionPlan, string> obey) => new(name, variable, "", (plan, value) =>
    {
        obey(plan, value);
        return true;
    });

    /// <summary>A value is one of some words.</summary>
    public static ConnectionParameter Words<T>(string name, string variable, (string Word, T Meaning)[] words, Action<ConnectionPlan, T> obey) =>
        new(name, variable, string.Join(", ", words.Select(word => word.Word)), (plan, value) =>
        {
            var place = Array.FindIndex(words, word => word.Word == value);
            if (place >= 0) obey(plan, words[place].Meaning);
            return place >= 0;
        });

    /// <summary>Only these words are allowed, for they say what is done anyway.</summary>
    public static ConnectionParameter Only(string name, string variable, params string[] words) =>
        new(name, variable, string.Join(" or ", words), (_, value) => words.Contains(value));

    /// <summary>The name of a file that must be there.</summary>
    public static ConnectionParameter File(string name, string variable, Action<ConnectionPlan, string> obey) =>
        new(name, variable, "a file that is there", (plan, value) =>
        {
            obey(plan, value);
            return System.IO.File.Exists(value);
        });

    /// <summary>Nothing is allowed: it cannot be obeyed, and to pass it over would be less than was asked for.</summary>
    public static ConnectionParameter Never(string name, string variable, string why) => new(name, variable, why, (_, _) => false) { IsRefused = true };
}

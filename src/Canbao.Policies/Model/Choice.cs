namespace Canbao.Policies.Model;

/// <summary>
/// A parameter of a rule that is either written in the rule or decided by a reading. With a reading it knows what each of the
/// reading's choices would make of it, so that an answer can be asked what another choice would change.
/// </summary>
public sealed class Choice<T>
{
    private readonly T[] _values;
    private readonly int _chosen;

    public Choice(T value) => _values = [value];

    public Choice(Reading reading, T[] values)
    {
        Reading = reading;
        _values = values;
        _chosen = reading.Chosen;
        Varies = values.Any(value => !EqualityComparer<T>.Default.Equals(value, values[_chosen]));
    }

    public Reading? Reading { get; }

    /// <summary>Whether any other choice of the reading makes another value of it.</summary>
    public bool Varies { get; }

    /// <summary>The value under the policy's own choice.</summary>
    public T Value => _values[_chosen];

    /// <summary>The value under another choice of the reading.</summary>
    public T Under(int choice) => _values[choice];
}

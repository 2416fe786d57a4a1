using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>One answer: a quote with the policy that gave it, or what is wrong with the row.</summary>
public sealed record Answer
{
    private int _hash;

    public Quote? Quote { get; private init; }

    public Policy? Policy { get; private init; }

    public RowError? Error { get; private init; }

    /// <summary>
    /// What a server made of this answer and may send again, such as its message. Null until somebody sets it; two threads may both set
    /// it, to equal things. Not part of the answer.
    /// </summary>
    public object? Made { get; set; }

    public static Answer Of(Quote quote, Policy policy) => new() { Quote = quote, Policy = policy };

    public static Answer Of(RowError error) => new() { Error = error };

    // A policy is itself within a book; comparing its rules would only cost time.
    public bool Equals(Answer? other) => ReferenceEquals(this, other)
        || (other is not null && ReferenceEquals(Policy, other.Policy) && Equals(Quote, other.Quote) && Equals(Error, other.Error));

    /// <summary>Made once: an answer is looked up by it again and again.</summary>
    public override int GetHashCode()
    {
        if (_hash == 0) _hash = HashCode.Combine(Quote, Error);
        return _hash;
    }
}

/// <summary>What is wrong with a row: it names something that does not exist, or it is malformed.</summary>
public sealed record RowError(bool NotFound, ValueList<InputProblem> Problems)
{
    /// <summary>True if nothing else of the row could be checked, because its policy or its profile was not found.</summary>
    public bool CannotBeChecked { get; init; }

    public string Message => string.Join("; ", Problems.Select(p => $"{p.Field}: {p.Message}"));
}

namespace Canbao.Policies.Model;

/// <summary>What a fee means that was paid before an identity was recognised.</summary>
public enum LaterRecognition
{
    /// <summary>No difference is paid; nothing is left open.</summary>
    NoDifference,

    /// <summary>The notice does not settle it.</summary>
    Unspecified,

    /// <summary>The assistance is paid back.</summary>
    Refund,
}

/// <summary>Whether the assisted payment (特殊缴费) is still open to who has paid the ordinary fee.</summary>
public enum AssistedPayment
{
    /// <summary>The policy knows no such payment.</summary>
    NotOffered,

    BarredByPaying,
    Unspecified,
}

/// <summary>What a second payment, or a later recognition, means.</summary>
public sealed record AlreadyPaid(QuoteStatus Answer, Rule Rule)
{
    public Choice<LaterRecognition> LaterRecognition { get; init; } = new(Model.LaterRecognition.NoDifference);

    public AssistedPayment AssistedPayment { get; init; }

    public ValueList<string> Unspecified { get; init; } = [];
}

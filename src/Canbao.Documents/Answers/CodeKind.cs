namespace Canbao.Documents.Answers;

/// <summary>Where the meaning of a code in an answer stands.</summary>
public enum CodeKind
{
    /// <summary>In the policy alone, which gives it no name of its own.</summary>
    Policy,

    /// <summary>In the code list of identities.</summary>
    Identity,

    /// <summary>In the code list of funds.</summary>
    Fund,

    /// <summary>In the code list of departments.</summary>
    Department,

    /// <summary>The resident, the treasury or a fund.</summary>
    Payer,

    /// <summary>A field of a resident, by its name.</summary>
    ResidentField,

    /// <summary>What a notice leaves open.</summary>
    Subject,

    /// <summary>A reading of the policy, by its id.</summary>
    Reading,

    /// <summary>A remark: the code, a colon and a sentence.</summary>
    Remark,
}

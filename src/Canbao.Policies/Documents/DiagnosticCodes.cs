namespace Canbao.Policies.Documents;

/// <summary>The codes of all problems that a document can have.</summary>
public static class DiagnosticCodes
{
    public const string
        NotYaml = "not-yaml",
        TooLarge = "too-large",
        TooDeep = "too-deep",
        AnchorOrTag = "anchor-or-tag",
        DuplicateKey = "duplicate-key",
        UnknownKey = "unknown-key",
        MissingKey = "missing-key",
        WrongType = "wrong-type",
        BadValue = "bad-value",
        Uncited = "uncited",
        NumberNotQuoted = "number-not-quoted",
        Figures = "figures",
        Windows = "windows",
        UnknownIdentity = "unknown-identity",
        UnknownCode = "unknown-code",
        DuplicateId = "duplicate-id",
        UnknownReading = "unknown-reading",
        Reading = "reading",
        MissingTier = "missing-tier",
        WrongPlace = "wrong-place",
        Extends = "extends",
        Proof = "proof",
        DeadRule = "dead-rule";
}

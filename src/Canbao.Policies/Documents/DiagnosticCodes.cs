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
        DeadRule = "dead-rule",
        QuotationLength = "quotation-length",
        IdentityNotQuoted = "identity-not-quoted",
        DepartmentNotQuoted = "department-not-quoted",
        FundNotQuoted = "fund-not-quoted",
        CaseDates = "case-dates",
        Unreachable = "unreachable",
        NoticeMissing = "notice-missing",
        NoticeUnreadable = "notice-unreadable",
        QuotationNotInNotice = "quotation-not-in-notice",
        SectionNotInNotice = "section-not-in-notice",
        WorkedCase = "worked-case",
        TooFewCases = "too-few-cases";
}

namespace Canbao.Policies;

/// <summary>
/// Why a row, a batch or an argument is refused: every code that there is, in the form of google.rpc.BadRequest.FieldViolation.reason. A code
/// says what kind of mistake it is and never changes its meaning; the sentence beside it names the value and what is allowed.
/// </summary>
public static class RejectCodes
{
    public const string
        PolicyMissing = "POLICY_MISSING",
        RegionMissing = "REGION_MISSING",
        RegionMalformed = "REGION_MALFORMED",
        RegionWithoutPolicy = "REGION_WITHOUT_POLICY",
        YearMissing = "YEAR_MISSING",
        YearWithoutPolicy = "YEAR_WITHOUT_POLICY",
        RevisionUnknown = "REVISION_UNKNOWN",
        ProfileMissing = "PROFILE_MISSING",
        ProfileTooLarge = "PROFILE_TOO_LARGE",
        TierMissing = "TIER_MISSING",
        TierUnknown = "TIER_UNKNOWN",
        IdentityUnknown = "IDENTITY_UNKNOWN",
        IdentityTwice = "IDENTITY_TWICE",
        TooManyIdentities = "TOO_MANY_IDENTITIES",
        CircumstanceUnknown = "CIRCUMSTANCE_UNKNOWN",
        YearsOutOfRange = "YEARS_OUT_OF_RANGE",
        YearsContradict = "YEARS_CONTRADICT",
        AddonMalformed = "ADDON_MALFORMED",
        AddonTwice = "ADDON_TWICE",
        AddonsExclusive = "ADDONS_EXCLUSIVE",
        TooManyAddons = "TOO_MANY_ADDONS",
        DateMissing = "DATE_MISSING",
        DateMalformed = "DATE_MALFORMED",
        DateAfterPayment = "DATE_AFTER_PAYMENT",
        DateAfterCollection = "DATE_AFTER_COLLECTION",
        DateLeavesTheYears = "DATE_LEAVES_THE_YEARS",
        ValueUnreadable = "VALUE_UNREADABLE",
        TextDamaged = "TEXT_DAMAGED",
        IdMalformed = "ID_MALFORMED",
        RowNotCsv = "ROW_NOT_CSV",
        RowHasOtherFields = "ROW_HAS_OTHER_FIELDS",
        RowTooLong = "ROW_TOO_LONG",
        IdNotKept = "ID_NOT_KEPT",
        BatchHasBothForms = "BATCH_HAS_BOTH_FORMS",
        BatchTooLarge = "BATCH_TOO_LARGE",
        BatchRagged = "BATCH_RAGGED",
        ReplyTooLarge = "REPLY_TOO_LARGE";

    /// <summary>All of them, in the order above.</summary>
    public static readonly ValueList<string> All =
    [
        PolicyMissing, RegionMissing, RegionMalformed, RegionWithoutPolicy, YearMissing,
        YearWithoutPolicy, RevisionUnknown, ProfileMissing, ProfileTooLarge, TierMissing,
        TierUnknown, IdentityUnknown, IdentityTwice, TooManyIdentities, CircumstanceUnknown,
        YearsOutOfRange, YearsContradict, AddonMalformed, AddonTwice, AddonsExclusive,
        TooManyAddons, DateMissing, DateMalformed, DateAfterPayment, DateAfterCollection,
        DateLeavesTheYears, ValueUnreadable, TextDamaged, IdMalformed, RowNotCsv,
        RowHasOtherFields, RowTooLong, IdNotKept, BatchHasBothForms, BatchTooLarge,
        BatchRagged, ReplyTooLarge,
    ];

    public static bool IsOne(string code) => All.Contains(code);
}

using System.Globalization;
using System.Text.Json;
using Canbao.Policies;
using Canbao.V1;

namespace Canbao.Tests.Golden;

/// <summary>A worked case: a question and the part of the answer that is settled. See golden.jsonl beside this file.</summary>
public sealed class GoldenCase
{
    private readonly JsonElement _json;

    private GoldenCase(JsonElement json) => _json = json;

    public string Id => Text("id")!;

    public string Region => Text("region")!;

    public int Year => _json.GetProperty("year").GetInt32();

    public JsonElement Expect => _json.GetProperty("expect");

    public static IReadOnlyList<GoldenCase> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "golden.jsonl"))
            .Select(line => new GoldenCase(JsonDocument.Parse(line).RootElement))];

    public static IEnumerable<GoldenCase> Of(string region, int year) => All.Where(c => c.Region == region && c.Year == year);

    public QuoteRequest Request()
    {
        var profile = new V1.Profile
        {
            Tier = Text("tier") ?? "",
            Circumstance = Text("circumstance") is { } name
                ? Enum.Parse<V1.Circumstance>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true) : 0,
            UniversityStudent = Flag("university_student") ?? false,
            GapYears = Number("gap_years"),
            ContinuousYears = Number("continuous_years"),
            ZeroClaimLastYear = Flag("zero_claim_last_year") ?? false,
            AlreadyPaidNormally = Flag("already_paid_normally") ?? false,
            EmployeeInsured = Flag("employee_insured") ?? false,
            InsuredElsewhere = Flag("insured_elsewhere") ?? false,
            EnrolledOutsideHukou = Flag("enrolled_outside_hukou") ?? false,
            AssistedThere = Flag("assisted_there") ?? false,
        };
        if (Flag("independent_enrolment") is { } independent) profile.IndependentEnrolment = independent;
        if (Flag("guardian_paid") is { } paid) profile.GuardianPaid = paid;
        profile.Identities.AddRange(Texts("identities"));
        profile.Addons.AddRange(Texts("addons"));
        return new QuoteRequest
        {
            Region = Region, BenefitYear = (uint)Year, Profile = profile, PaymentDate = Date("payment_date"), BirthDate = Date("birth_date"),
            EventDate = Date("event_date"), IdentityRecognisedOn = Date("identity_recognised_on"),
        };
    }

    public override string ToString() => Id;

    private string? Text(string key) => Get(key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private bool? Flag(string key) => Get(key) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    private uint Number(string key) => Get(key) is { ValueKind: JsonValueKind.Number } value ? value.GetUInt32() : 0;

    private uint Date(string key) => Text(key) is { } text ? WireDate.Format(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture))
        : 0;

    private IEnumerable<string> Texts(string key) => Get(key) is { ValueKind: JsonValueKind.Array } value
        ? value.EnumerateArray().Select(e => e.GetString()!) : [];

    private JsonElement? Get(string key) => _json.TryGetProperty(key, out var value) ? value : null;
}

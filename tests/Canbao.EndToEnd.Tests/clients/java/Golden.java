import cn.canbao.v1.Circumstance;
import cn.canbao.v1.Profile;
import cn.canbao.v1.Quote;
import cn.canbao.v1.QuoteBatch;
import cn.canbao.v1.QuoteRequest;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** One worked case: as a request, and what it expects of a quote. */
record Golden(JsonObject json) {
    /** The cases of one policy. */
    static List<Golden> read(Path path, String region, int year) throws IOException {
        return Files.readAllLines(path).stream()
            .map(line -> new Golden(JsonParser.parseString(line).getAsJsonObject()))
            .filter(golden -> golden.text("region").equals(region) && golden.number("year") == year)
            .toList();
    }

    /** The row form. */
    static QuoteBatch rows(List<Golden> cases, long batchId) {
        var batch = batchFor(cases.get(0), batchId);
        for (var golden : cases) {
            batch.addRows(golden.request());
        }
        return batch.build();
    }

    /** The column form: what repeats is sent once. */
    static QuoteBatch columns(List<Golden> cases, long batchId) {
        var batch = batchFor(cases.get(0), batchId);
        var profiles = new ArrayList<>(cases.stream().map(Golden::profile).distinct().toList());
        var dates = new ArrayList<>(cases.stream().map(golden -> golden.date("payment_date")).distinct().toList());
        for (var golden : cases) {
            batch.addProfileIndex(profiles.indexOf(golden.profile()));
            batch.addPaymentDateIndex(dates.indexOf(golden.date("payment_date")));
            batch.addBirthDate(golden.date("birth_date"));
            batch.addEventDate(golden.date("event_date"));
            batch.addIdentityRecognisedOn(golden.date("identity_recognised_on"));
        }
        return batch.addAllProfiles(profiles).addAllPaymentDates(dates).build();
    }

    /** Without region and year: a batch has them. */
    QuoteRequest request() {
        return QuoteRequest.newBuilder().setProfile(profile()).setPaymentDate(date("payment_date")).setBirthDate(date("birth_date"))
            .setEventDate(date("event_date")).setIdentityRecognisedOn(date("identity_recognised_on")).build();
    }

    /** What the case expects of status, amounts and cover, and the quote does not say. */
    List<String> differences(Quote quote) {
        var found = new ArrayList<String>();
        var status = quote.getStatus().name().replace("QUOTE_STATUS_", "").toLowerCase(Locale.ROOT);
        compare(found, "status", status.equals("undetermined") ? "refer" : status);
        compare(found, "fee_yuan", quote.hasFeeFen() ? quote.getFeeFen() / 100.0 : null);
        compare(found, "assistance_yuan", quote.hasAssistanceFen() ? quote.getAssistanceFen() / 100.0 : null);
        compare(found, "total_yuan", quote.hasPayableFen() ? quote.getPayableFen() / 100.0 : null);
        compare(found, "matched_identity", quote.hasMatchedIdentity() ? quote.getMatchedIdentity() : null);
        compare(found, "benefit_start", quote.hasBenefitStart() ? dashed(quote.getBenefitStart()) : null);
        compare(found, "benefit_end", quote.hasBenefitEnd() ? dashed(quote.getBenefitEnd()) : null);
        return found;
    }

    private void compare(List<String> found, String name, Object actual) {
        var expect = json.getAsJsonObject("expect");
        if (!expect.has(name)) {
            return;
        }
        var value = expect.get(name);
        Object wanted = value.isJsonNull() ? null : actual instanceof Double ? (Object) value.getAsDouble() : value.getAsString();
        if (!Objects.equals(wanted, actual)) {
            found.add(text("id") + " " + name + ": expected " + wanted + ", got " + actual);
        }
    }

    private Profile profile() {
        var profile = Profile.newBuilder().setGapYears(number("gap_years")).setContinuousYears(number("continuous_years"));
        profile.addAllIdentities(texts("identities")).addAllAddons(texts("addons"));
        given("tier", value -> profile.setTier(value.getAsString()));
        given("circumstance", value ->
            profile.setCircumstance(Circumstance.valueOf("CIRCUMSTANCE_" + value.getAsString().toUpperCase(Locale.ROOT))));
        given("university_student", value -> profile.setUniversityStudent(value.getAsBoolean()));
        given("zero_claim_last_year", value -> profile.setZeroClaimLastYear(value.getAsBoolean()));
        given("already_paid_normally", value -> profile.setAlreadyPaidNormally(value.getAsBoolean()));
        given("employee_insured", value -> profile.setEmployeeInsured(value.getAsBoolean()));
        given("insured_elsewhere", value -> profile.setInsuredElsewhere(value.getAsBoolean()));
        given("enrolled_outside_hukou", value -> profile.setEnrolledOutsideHukou(value.getAsBoolean()));
        given("assisted_there", value -> profile.setAssistedThere(value.getAsBoolean()));
        given("independent_enrolment", value -> profile.setIndependentEnrolment(value.getAsBoolean()));
        given("guardian_paid", value -> profile.setGuardianPaid(value.getAsBoolean()));
        return profile.build();
    }

    private static QuoteBatch.Builder batchFor(Golden golden, long batchId) {
        return QuoteBatch.newBuilder().setBatchId(batchId).setRegion(golden.text("region")).setBenefitYear(golden.number("year"));
    }

    private void given(String name, Consumer<JsonElement> use) {
        var value = json.get(name);
        if (value != null && !value.isJsonNull()) {
            use.accept(value);
        }
    }

    private String text(String name) {
        return json.get(name).getAsString();
    }

    private int number(String name) {
        var value = json.get(name);
        return value == null || value.isJsonNull() ? 0 : value.getAsInt();
    }

    private List<String> texts(String name) {
        var found = new ArrayList<String>();
        given(name, values -> ((JsonArray) values).forEach(value -> found.add(value.getAsString())));
        return found;
    }

    private int date(String name) {
        var value = json.get(name);
        return value == null || value.isJsonNull() ? 0 : Integer.parseInt(value.getAsString().replace("-", ""));
    }

    private static String dashed(int date) {
        return "%04d-%02d-%02d".formatted(date / 10000, date / 100 % 100, date % 100);
    }
}

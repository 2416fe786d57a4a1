using System.Text;
using Canbao.Api;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Cli.Receipts;

/// <summary>Reads a receipt and says everything that makes it no receipt: what is malformed, missing, contradictory or edited.</summary>
internal static class ReceiptReader
{
    public const int MaxBytes = 1 << 20;

    private const int DigestLength = 64;

    /// <summary>Null if the problems say why.</summary>
    public static Receipt? Read(string path, List<string> problems)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxBytes)
        {
            problems.Add($"the file has {length} bytes; a receipt has at most {MaxBytes}");
            return null;
        }
        if (Parse(File.ReadAllBytes(path), problems) is not { } receipt) return null;
        CheckFields(receipt, problems);
        if (problems.Count > 0) return null;
        var sha256 = CanonicalReceipt.Sha256(receipt);
        if (receipt.Sha256 != sha256)
            problems.Add($"sha256: the receipt has been edited: it names {receipt.Sha256}, its content has {sha256}");
        return problems.Count == 0 ? receipt : null;
    }

    private static Receipt? Parse(byte[] bytes, List<string> problems)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            var receipt = Receipt.Parser.ParseJson(text);
            problems.AddRange(JsonFields.Repeated(Encoding.UTF8.GetBytes(text), Receipt.Descriptor));
            return problems.Count == 0 ? receipt : null;
        }
        catch (DecoderFallbackException)
        {
            problems.Add("the file is not UTF-8");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            problems.AddRange(JsonFields.Problems(bytes, Receipt.Descriptor, e.Message));
        }
        return null;
    }

    private static void CheckFields(Receipt receipt, List<string> problems)
    {
        CheckPolicy("policy", receipt.Policy, problems);
        for (var i = 0; i < receipt.LaterRevisions.Count; i++) CheckPolicy($"later_revisions[{i}]", receipt.LaterRevisions[i], problems);
        if (receipt.EngineVersion.Length == 0) problems.Add("engine_version: missing");
        if (receipt.Request is null) problems.Add("request: missing");
        else if (ProfileMapper.Check(receipt.Request.Profile) is { } problem) problems.Add($"request.{problem.Field}: {problem.Message}");
        if (receipt.Answer is null) problems.Add("answer: missing");
        else CheckAnswer(receipt, problems);
        CheckDigest("sha256", receipt.Sha256, problems);
        if (problems.Count == 0) CheckOneQuestion(receipt, problems);
    }

    /// <summary>A receipt whose policies are not those of its question would verify something else than it says.</summary>
    private static void CheckOneQuestion(Receipt receipt, List<string> problems)
    {
        var (request, policy) = (receipt.Request, receipt.Policy);
        var region = request.Profile.Region.Length > 0 ? request.Profile.Region : request.Region;
        if (!RegionCode.IsValid(region) || !RegionCode.Widening(region).Contains(policy.Region))
            problems.Add($"request.region: '{Shown.Text(region)}' does not lie in {policy.Region}, the region of the policy");
        if (request.BenefitYear != policy.BenefitYear)
            problems.Add($"request.benefit_year: {request.BenefitYear} is not {policy.BenefitYear}, the year of the policy");
        if (request.PolicyRevision != 0 && request.PolicyRevision != policy.Revision)
            problems.Add($"request.policy_revision: {request.PolicyRevision} is not {policy.Revision}, the revision of the policy");
        var before = policy.Revision;
        for (var i = 0; i < receipt.LaterRevisions.Count; i++)
        {
            var later = receipt.LaterRevisions[i];
            if (later.Region != policy.Region || later.BenefitYear != policy.BenefitYear || later.Revision <= before)
                problems.Add($"later_revisions[{i}]: expected a revision of {policy.Region}/{policy.BenefitYear} after {before}");
            before = later.Revision;
        }
    }

    private static void CheckAnswer(Receipt receipt, List<string> problems)
    {
        if (receipt.Answer.Status == V1.QuoteStatus.Unspecified) problems.Add("answer.status: missing");
        if (receipt.Policy is not null && !receipt.Policy.Equals(receipt.Answer.Policy)) problems.Add("answer.policy: another one than policy");
    }

    private static void CheckPolicy(string field, PolicyRef? policy, List<string> problems)
    {
        if (policy is null)
        {
            problems.Add($"{field}: missing");
            return;
        }
        if (!RegionCode.IsValid(policy.Region)) problems.Add($"{field}.region: '{Shown.Text(policy.Region)}' is not allowed; expected {RegionCode.Allowed}");
        if (policy.BenefitYear == 0) problems.Add($"{field}.benefit_year: missing");
        if (policy.Revision == 0) problems.Add($"{field}.revision: missing; revisions count from 1");
        CheckDigest($"{field}.digest", policy.Digest, problems);
    }

    private static void CheckDigest(string field, string digest, List<string> problems)
    {
        if (digest.Length == 0) problems.Add($"{field}: missing");
        else if (digest.Length != DigestLength || !digest.All(char.IsAsciiHexDigitLower))
            problems.Add($"{field}: '{Shown.Text(digest)}' is not allowed; expected {DigestLength} lower-case hexadecimal digits");
    }
}

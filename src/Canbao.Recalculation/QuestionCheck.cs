using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Recalculation;

/// <summary>All that is wrong with a resident's question under the policies of a run; nothing if it can be answered.</summary>
internal delegate ValueList<InputProblem> QuestionCheck(in ResidentRequest request);

/// <summary>The checks of runs.</summary>
internal static class QuestionChecks
{
    /// <summary>Under the policy that the question names.</summary>
    public static QuestionCheck Named(PolicyBook book) =>
        (in ResidentRequest request) => Quoter.Check(book, request, out _, out _) is { } error ? error.Problems : [];

    /// <summary>Under these policies, whatever the question names; its year says to which year its dates belong.</summary>
    public static QuestionCheck Under(params Policy[] policies) => (in ResidentRequest request) =>
    {
        var (profile, year) = (request.Profile, request.BenefitYear);
        InputProblem[] ofYear = year is >= WireDate.FirstYear and <= WireDate.LastYear ? []
            : [new(RejectCodes.YearMissing, ResidentFields.BenefitYear, "expected the year that the dates belong to, such as 2025")];
        return [.. ofYear, .. policies.SelectMany(policy => InputCheck.Profile(policy, profile)).Concat(DateReader.Read(request.Dates, out _)).Distinct()];
    };
}

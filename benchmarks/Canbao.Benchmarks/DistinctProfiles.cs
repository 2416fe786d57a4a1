using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Benchmarks;

/// <summary>More than a million profiles of one policy, no two of them equal.</summary>
public sealed class DistinctProfiles(Policy policy)
{
    private readonly string[] _tiers = [.. policy.Standards.Select(s => s.Tier)];
    private readonly string[] _identities = [.. policy.Assistance.Grants.SelectMany(g => g.Identities).Distinct().Take(9)];

    /// <summary>The digits of the number, one for each field.</summary>
    public Profile this[int number]
    {
        get
        {
            var rest = number;
            var years = Digit(2 * InputCheck.MaxYears + 1);
            return new Profile
            {
                ContinuousYears = Math.Max(0, years - InputCheck.MaxYears),
                GapYears = Math.Max(0, InputCheck.MaxYears - years),
                Tier = _tiers[Digit(_tiers.Length)],
                Identities = Digit(_identities.Length + 1) is > 0 and var identity ? [_identities[identity - 1]] : [],
                UniversityStudent = Digit(2) == 1,
                ZeroClaimLastYear = Digit(2) == 1,
                EnrolledOutsideHukou = Digit(2) == 1,
                AssistedThere = Digit(2) == 1,
                EmployeeInsured = Digit(2) == 1,
                InsuredElsewhere = Digit(2) == 1,
                AlreadyPaidNormally = Digit(2) == 1,
                IndependentEnrolment = Optional(Digit(3)),
                GuardianPaid = Optional(Digit(3)),
            };

            int Digit(int values)
            {
                var digit = rest % values;
                rest /= values;
                return digit;
            }
        }
    }

    private static bool? Optional(int digit) => digit == 0 ? null : digit == 1;
}

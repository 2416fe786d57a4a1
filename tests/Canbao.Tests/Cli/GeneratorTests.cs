using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;

namespace Canbao.Tests.Cli;

public class GeneratorTests
{
    private const int Count = 20_000;

    [Fact]
    public void Resident_DependsOnSeedAndNumberAlone()
    {
        var one = new ResidentGenerator(TestPolicies.Book.Policies, 1);
        var again = new ResidentGenerator(TestPolicies.Book.Policies, 1);
        var other = new ResidentGenerator(TestPolicies.Book.Policies, 2);
        foreach (var i in (long[])[Count, 7, 0, 7]) Assert.Equal(one.Resident(i), again.Resident(i));
        Assert.Contains(Enumerable.Range(0, 100), i => one.Resident(i) != other.Resident(i));
    }

    [Fact]
    public void EveryResident_CanBeAnswered()
    {
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, 3);
        for (var i = 0; i < Count; i++)
        {
            var r = generator.Resident(i);
            Assert.Null(Quoter.Check(TestPolicies.Book, new ResidentRequest(r.Policy.Region, r.Policy.BenefitYear, 0, r.Profile, r.Dates), out _, out _));
        }
    }

    [Fact]
    public void Shares_AreLikeACountys()
    {
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, 5);
        var residents = Enumerable.Range(0, Count).Select(i => generator.Resident(i)).ToArray();
        AssertShare(residents, r => r.Profile.Identities.Count == 0, 0.75, 0.85);
        AssertShare(residents, r => r.Profile.Circumstance == Circumstance.Newborn, 0.001, 0.03);
        AssertShare(residents, r => r.Profile.GapYears > 0, 0.04, 0.08);
        AssertShare(residents, r => r.Profile.UniversityStudent, 0.02, 0.06);
        AssertShare(residents, r => r.Dates.Birth + r.Dates.Event + r.Dates.Recognised > 0, 0.01, 0.08);
    }

    private static void AssertShare(GeneratedResident[] residents, Func<GeneratedResident, bool> kind, double low, double high) =>
        Assert.InRange(residents.Count(kind) / (double)residents.Length, low, high);
}

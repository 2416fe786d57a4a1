using System.Text;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Proofs;
using Canbao.Tests.Recalculation;

namespace Canbao.Tests.Policies.Revisions;

/// <summary>What a resident may ask does not depend on the day, whichever way the question comes.</summary>
public class RevisionInputTests
{
    private static readonly DateOnly Tenth = new(2025, 2, 10), End = new(2025, 3, 25);

    private static readonly ValueList<string> Both = ["jinkangbao_basic_88", "jinkangbao_premium_128"];

    [Theory]
    [InlineData("gold", 20250205)]
    [InlineData("gold", 20250215)]
    public void Profile_IsCheckedAgainstTheNewest(string tier, uint payment)
    {
        using var revised = new Revised().With(2, Tenth, End);
        Assert.Contains("'gold' is not a tier of 140405/2025@2", Assert.Single(Problems(revised, new Profile { Tier = tier }, payment)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Whichever revision has the exclusion: the resident could be answered by it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Addons_ThatExcludeEachOtherInOneRevisionAreRefused(int revision)
    {
        using var revised = new Revised().With(2, Tenth, End);
        var other = revision == 1 ? Revised.Document(2, Tenth, End) : Revised.First;
        revised.Write(revision == 1 ? "140405/2025.r2.yaml" : "140405/2025.yaml", Revised.Edited(other,
            ("    excludes: [jinkangbao_premium_128]\n", ""), ("    excludes: [jinkangbao_basic_88]\n", "")));
        foreach (var payment in (uint[])[20250205, 20250215])
            Assert.Equal(["addons[0]", "addons[1]"], Problems(revised, new Profile { Tier = Revised.Tier, Addons = Both }, payment).Select(p => p.Field));
    }

    [Fact]
    public void Recalculation_NamesTheRevisionThatAnswered()
    {
        using var revised = new Revised().With(2, Tenth, End);
        var rows = Recalculate(revised.Book, "140405,2025,,20250209,standard", "140405,2025,,20250210,standard", "140405,2025,1,20250305,standard",
            "140405,2025,,20250305,standard");
        Assert.Equal(["1,open,", "2,open,", "1,closed,", "2,open,"], rows.Select(row => string.Join(',', row.Split(',')[3..6])));
    }

    /// <summary>A policy with revisions is one place to draw residents from, not two.</summary>
    [Fact]
    public void Generator_DrawsFromTheNewest()
    {
        using var revised = new Revised().With(2, Tenth, End);
        var generator = ResidentGenerator.For(revised.Book, seed: 1);
        var drawn = Enumerable.Range(0, 500).Select(i => generator.Resident(i).Policy.ToString()).ToHashSet();
        Assert.Equal(["140405/2024@1", "140405/2025@2", "430422/2025@1", "500230/2025@1", "512022/2025@1"], drawn.Order());
        var bundled = new ResidentGenerator(TestPolicies.Book.Policies, seed: 1);
        var same = ResidentGenerator.For(TestPolicies.Book, seed: 1);
        for (var i = 0; i < 1_000; i++) Assert.Equal(bundled.Resident(i), same.Resident(i));
    }

    [Fact]
    public void PolicyInfo_SaysFromWhenAndInsteadOfWhich()
    {
        using var revised = new Revised().With(2, Tenth, End);
        var revisions = revised.Timeline().Revisions;
        Assert.Equal([(0u, 0u), (20250210u, 1u)], revisions.Select(p => PolicyMapper.ToInfo(p, ProofStatus.Proved))
            .Select(info => (info.EffectiveFrom, info.Supersedes)));
    }

    /// <summary>The problems of a single question, after those of a batch were found to be the same.</summary>
    private static ValueList<InputProblem> Problems(Revised revised, Profile profile, uint payment)
    {
        var book = revised.Book;
        using var plans = new PlanCache();
        var single = new BatchQuoter(plans).Quote(book, new(Revised.Region, 2025, 0, profile, new(payment, 0, 0, 0))).Error!;
        var quoter = new BatchQuoter(plans);
        var batch = quoter.Quote(new BatchRequest
        {
            Profiles = new[] { quoter.Resolve(book, Revised.Region, 2025, 0, profile) }, ProfileIndex = new uint[] { 0 }, PaymentDates = new[] { payment },
        });
        Assert.Equal(single, batch[0].Error);
        return single.Problems;
    }

    private static string[] Recalculate(PolicyBook book, params string[] rows)
    {
        var text = $"region,benefit_year,policy_revision,payment_date,tier\n{string.Join('\n', rows)}\n";
        return Recalculated.Of(book, Encoding.UTF8.GetBytes(text)).Quotes[1..];
    }
}

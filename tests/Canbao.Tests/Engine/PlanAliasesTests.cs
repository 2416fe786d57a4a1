using System.Text;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Engine;

/// <summary>Plans are found by bytes as long as they are kept, and not longer.</summary>
public sealed class PlanAliasesTests : IDisposable
{
    private static readonly Policy Policy = TestPolicies.Fengdu2025;

    private readonly PlanCache _plans = new();
    private readonly PolicyBook _book = new(Policy.Codes, [Policy]);

    public void Dispose() => _plans.Dispose();

    [Fact]
    public void Plan_IsFoundByTheSameBytesOnly()
    {
        var (first, second) = (Kept(1), Kept(2));
        _plans.AliasesOf(_book).Add("one"u8, first);
        _plans.AliasesOf(_book).Add("three"u8, second);
        Assert.True(_plans.AliasesOf(_book).TryFind("one"u8, out var found));
        Assert.Same(first, found);
        Assert.True(_plans.AliasesOf(_book).TryFind("three"u8, out found));
        Assert.Same(second, found);
        foreach (var other in (string[])["", "on", "ones", "One", "thref", "two"])
            Assert.False(_plans.AliasesOf(_book).TryFind(Encoding.ASCII.GetBytes(other), out _));
    }

    /// <summary>One byte more than pairs of them: each byte counts.</summary>
    [Fact]
    public void EveryByte_TellsKeysApart()
    {
        var hash = new ByteKeyComparer();
        foreach (var length in (int[])[1, 2, 7, 8, 33])
        {
            var key = new byte[length];
            for (var i = 0; i < length; i++)
            {
                var other = key.ToArray();
                other[i] = 1;
                Assert.False(hash.Equals(key, other));
                Assert.NotEqual(hash.GetHashCode(key), hash.GetHashCode(other));
            }
        }
    }

    [Fact]
    public void PlanThatIsNotKept_GetsNoAlias()
    {
        _plans.AliasesOf(_book).Add("a"u8, _plans.PlanFor(Policy, Profile(1)));
        Assert.False(_plans.AliasesOf(_book).TryFind("a"u8, out _));
        Assert.Equal(0, _plans.AliasesOf(_book).Count);
    }

    [Fact]
    public void Aliases_OfOnePlanAreFew()
    {
        var plan = Kept(1);
        for (var i = 0; i < 100; i++) _plans.AliasesOf(_book).Add(Encoding.ASCII.GetBytes($"key {i}"), plan);
        Assert.Equal(PlanAliases.MaxOfOnePlan, _plans.AliasesOf(_book).Count);
        var before = plan.Bytes;
        var other = Kept(2);
        _plans.AliasesOf(_book).Add(new byte[PlanAliases.MaxBytes + 1], other);
        Assert.Equal(PlanAliases.MaxOfOnePlan, _plans.AliasesOf(_book).Count);
        _plans.AliasesOf(_book).Add(new byte[PlanAliases.MaxBytes], other);
        Assert.Equal(PlanAliases.MaxOfOnePlan + 1, _plans.AliasesOf(_book).Count);
        Assert.InRange(other.Bytes - Kept(3).Bytes, PlanAliases.MaxBytes, PlanAliases.MaxBytes + 200);
        Assert.Equal(before, plan.Bytes);
    }

    [Fact]
    public void OneKey_HasOnePlan()
    {
        var (first, second) = (Kept(1), Kept(2));
        _plans.AliasesOf(_book).Add("a"u8, first);
        _plans.AliasesOf(_book).Add("a"u8, second);
        Assert.True(_plans.AliasesOf(_book).TryFind("a"u8, out var found));
        Assert.Same(first, found);
    }

    [Fact]
    public async Task EvictedPlans_LoseTheirAliases()
    {
        using var small = new PlanCache(1 << 20);
        for (var i = 0; i < 4_000; i++)
        {
            small.PlanFor(Policy, Profile(i));
            _plans.AliasesOf(_book).Add(BitConverter.GetBytes(i), small.PlanFor(Policy, Profile(i)));
        }
        // Evictions are told on another thread.
        for (var wait = 0; wait < 200 && _plans.AliasesOf(_book).Count > small.Count; wait++) await Task.Delay(50);
        Assert.InRange(small.Count, 1, 1_000);
        Assert.InRange(_plans.AliasesOf(_book).Count, 1, small.Count);
    }

    /// <summary>A plan that was found in time answers, grows and is charged, whatever has become of its cache.</summary>
    [Fact]
    public void PlanOfADisposedCache_StillAnswers()
    {
        var plan = Kept(1);
        _plans.Dispose();
        for (var day = 0; day < 10; day++) Assert.NotNull(new BatchProfile(plan).AnswerTo(new ResidentDates(20241120 + (uint)day, 0, 0, 0)).Quote);
        _plans.AliasesOf(_book).Add("a"u8, plan);
    }

    [Fact]
    public async Task RetiredPlans_LoseTheirAliases()
    {
        _plans.AliasesOf(_book).Add("a"u8, Kept(1));
        var current = new PolicyBook(Policy.Codes, [.. TestPolicies.Book.Policies.Where(p => p != Policy)]);
        _plans.LetGo(_book, current);
        Assert.False(_plans.AliasesOf(_book).TryFind("a"u8, out _));
        var late = Kept(2);
        // Its eviction may be told later; until then it has its aliases, but not under a book that was replaced.
        _plans.AliasesOf(_book).Add("b"u8, late);
        Assert.False(_plans.AliasesOf(_book).TryFind("b"u8, out _));
        for (var wait = 0; wait < 200 && late.IsKept; wait++) await Task.Delay(50);
        _plans.AliasesOf(current).Add("c"u8, late);
        Assert.Equal(0, _plans.AliasesOf(current).Count);
    }

    /// <summary>A policy that the new book has too keeps its plans; their aliases under the old one give way to new ones.</summary>
    [Fact]
    public void ReplacedBook_LeavesRoomForTheNewOnesAliases()
    {
        var plan = Kept(1);
        for (var i = 0; i < 20; i++) _plans.AliasesOf(_book).Add(BitConverter.GetBytes(i), plan);
        var bytes = plan.Bytes;
        var current = new PolicyBook(Policy.Codes, [Policy]);
        _plans.LetGo(_book, current);
        Assert.Equal(0, _plans.AliasesOf(_book).Count);
        for (var i = 0; i < 20; i++) _plans.AliasesOf(current).Add(BitConverter.GetBytes(i), plan);
        Assert.Equal(PlanAliases.MaxOfOnePlan, _plans.AliasesOf(current).Count);
        Assert.Equal(bytes, plan.Bytes);
    }

    private static Profile Profile(int number) => new() { Tier = "tier1", GapYears = number % 101, Addons = [number.ToString(null, null)] };

    private Plan Kept(int number)
    {
        _plans.PlanFor(Policy, Profile(number));
        return _plans.PlanFor(Policy, Profile(number));
    }
}

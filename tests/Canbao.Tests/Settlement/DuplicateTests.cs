using System.Text;
using Canbao.Recalculation.Settlement;

namespace Canbao.Tests.Settlement;

/// <summary>Duplicates against a dictionary of everything.</summary>
public sealed class DuplicateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-ids-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 100)]
    [InlineData(3, 20_000)]
    [InlineData(4, 30_000)]
    public void Duplicates_AreThoseOfADictionary(int seed, int rows)
    {
        var ids = Drawn(seed, rows);
        using var spill = Spilled(ids, "ids");
        AssertFound([ids], [spill], new IdTable());
    }

    /// <summary>Tables far too small for a partition: many passes, the same answer.</summary>
    [Theory]
    [InlineData(1, int.MaxValue)]
    [InlineData(3, int.MaxValue)]
    [InlineData(int.MaxValue, 10)]
    [InlineData(int.MaxValue, 400)]
    public void SmallTable_FindsTheSame(int maxIds, int maxBytes)
    {
        var ids = Drawn(seed: 5, 6000);
        using var spill = Spilled(ids, "ids");
        AssertFound([ids], [spill], new IdTable(maxIds, maxBytes));
    }

    [Fact]
    public void Shards_AreSearchedTogether()
    {
        byte[][][] shards = [Drawn(6, 5000), Drawn(7, 1), [], Drawn(6, 3000)];
        var spills = shards.Select((ids, i) => Spilled(ids, $"shard{i}")).ToArray();
        AssertFound(shards, spills, new IdTable(maxIds: 7));
        foreach (var spill in spills) spill.Dispose();
    }

    /// <summary>A run that ends at any moment goes on from its last saved state, over whatever it wrote behind it.</summary>
    [Fact]
    public void Resume_FromAnySavedState_GivesTheSameBytes()
    {
        const int part = 900;
        var ids = Drawn(seed: 8, 9000);
        var states = new List<IdSpillState> { default };
        using (var whole = new IdSpill(Path("whole")))
            for (var i = 0; i < ids.Length; i++)
            {
                whole.Add(ids[i], i);
                if ((i + 1) % part == 0) states.Add(whole.Save());
            }
        var expected = File.ReadAllBytes(Path("whole"));
        Assert.Equal(states[^1].Length, expected.Length);
        var random = new Random(9);
        for (var from = 0; from < states.Count; from++)
        {
            var behind = new byte[random.Next(5000)];
            random.NextBytes(behind);
            File.WriteAllBytes(Path("again"), [.. expected.AsSpan(0, (int)states[from].Length), .. behind]);
            using var again = new IdSpill(Path("again"), states[from]);
            for (var i = from * part; i < ids.Length; i++)
            {
                again.Add(ids[i], i);
                if ((i + 1) % part == 0) Assert.Equal(states[(i + 1) / part], again.Save());
            }
            Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(Path("again")).AsSpan(0, expected.Length)));
            AssertFound([ids], [again], new IdTable());
        }
    }

    /// <summary>The same job twice at once, in one file: each writes what the other does.</summary>
    [Fact]
    public void TwoWriters_OfTheSameIds_DoNoHarm()
    {
        var ids = Drawn(seed: 10, 30_000);
        var random = new Random(11);
        using var one = new IdSpill(Path("ids"));
        using var two = new IdSpill(Path("ids"));
        var (next, other) = (0, 0);
        while (next < ids.Length || other < ids.Length)
        {
            for (var i = random.Next(5000); i > 0 && next < ids.Length; i--) next = AddAndSave(one, next);
            for (var i = random.Next(5000); i > 0 && other < ids.Length; i--) other = AddAndSave(two, other);
        }
        AssertFound([ids], [one], new IdTable());
        AssertFound([ids], [two], new IdTable());

        int AddAndSave(IdSpill spill, int row)
        {
            spill.Add(ids[row], row);
            if ((row + 1) % 10_000 == 0) spill.Save();
            return row + 1;
        }
    }

    [Fact]
    public void EmptyIds_AreCountedAndNobodysDuplicates()
    {
        byte[][] ids = [[], "a"u8.ToArray(), [], [1], [], [1, 1], "a"u8.ToArray()];
        using var spill = Spilled(ids, "ids");
        using var found = new DuplicateSearch([spill], _folder, default);
        Assert.Equal((3, 1, 1), (found.Empty, found.Ids, found.Rows));
        Assert.Equal((4, 3), (spill.Ids, spill.Empty));
    }

    /// <summary>An id like "unknown" fills no list, and is counted in full.</summary>
    [Fact]
    public void IdOfMostRows_IsListedAThousandTimes()
    {
        byte[][] ids = [.. Enumerable.Repeat("unknown"u8.ToArray(), 50_000), "other"u8.ToArray(), "other"u8.ToArray()];
        using var spill = Spilled(ids, "ids");
        using var found = new DuplicateSearch([spill], _folder, new IdTable(maxIds: 5000), default);
        var listed = found.List().ToArray();
        Assert.Equal((2, 50_000), (found.Ids, found.Rows));
        Assert.Equal(Enumerable.Range(1, IdTable.MaxListedPerId).Select(i => (long)i), listed[..^1].Select(d => d.Again.Row));
        Assert.All(listed[..^1], d => Assert.Equal(50_000, d.Times));
        Assert.Equal((50_000, 50_001, 2), (listed[^1].First.Row, listed[^1].Again.Row, listed[^1].Times));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void DamagedFile_IsNoticed(int at)
    {
        IdSpillState state;
        using (var spill = new IdSpill(Path("ids")))
        {
            for (var i = 0; i < 2000; i++) spill.Add(Encoding.UTF8.GetBytes($"R{i}"), i);
            state = spill.Save();
        }
        var bytes = File.ReadAllBytes(Path("ids"));
        if (at == 0) bytes = bytes[..^1];
        else bytes[at] = 0xFF;
        File.WriteAllBytes(Path("ids"), bytes);
        Assert.Contains("damaged", Assert.ThrowsAny<InvalidDataException>(() =>
        {
            using var spill = new IdSpill(Path("ids"), state);
            using var found = new DuplicateSearch([spill], _folder, default);
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_LeavesNoFileBehind()
    {
        using (var spill = Spilled(Drawn(3, 3000), "ids"))
        using (var found = new DuplicateSearch([spill], _folder, default))
            Assert.True(found.Rows > 0);
        Assert.Equal([Path("ids")], Directory.GetFiles(_folder));
    }

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private IdSpill Spilled(byte[][] ids, string name)
    {
        var spill = new IdSpill(Path(name));
        for (var i = 0; i < ids.Length; i++) spill.Add(ids[i], i);
        spill.Save();
        return spill;
    }

    /// <summary>Ids of all lengths, some empty, some longer than a buffer, some the same; prefixes of each other among them.</summary>
    private static byte[][] Drawn(int seed, int rows)
    {
        var random = new Random(seed);
        var ids = new byte[rows][];
        for (var i = 0; i < rows; i++)
        {
            var length = random.Next(1000) switch { < 5 => 0, < 900 => 1 + random.Next(30), < 999 => random.Next(300), _ => random.Next(100_000) };
            ids[i] = i > 0 && random.Next(5) == 0 ? ids[random.Next(i)] : Encoding.UTF8.GetBytes(new string((char)('0' + random.Next(10)), length));
            if (random.Next(3) == 0) ids[i] = Encoding.UTF8.GetBytes($"51{random.Next(rows)}");
        }
        return ids;
    }

    private void AssertFound(byte[][][] sources, IdSpill[] spills, IdTable table)
    {
        var places = new Dictionary<string, List<IdPlace>>();
        for (var source = 0; source < sources.Length; source++)
            for (var row = 0; row < sources[source].Length; row++)
            {
                if (sources[source][row].Length == 0) continue;
                var key = Convert.ToHexString(sources[source][row]);
                if (!places.TryGetValue(key, out var rows)) places.Add(key, rows = []);
                rows.Add(new(source, row));
            }
        var expected = places.SelectMany(p => p.Value.Skip(1).Take(IdTable.MaxListedPerId)
            .Select(again => (p.Key, First: p.Value[0], Again: again, Times: (long)p.Value.Count))).OrderBy(d => d.First).ThenBy(d => d.Again).ToArray();
        using var found = new DuplicateSearch(spills, _folder, table, default);
        Assert.Equal(expected, found.List().Select(d => (Convert.ToHexString(d.Id), d.First, d.Again, d.Times)));
        Assert.Equal(places.Values.Count(rows => rows.Count > 1), found.Ids);
        Assert.Equal(places.Values.Sum(rows => rows.Count - 1), found.Rows);
        Assert.Equal(sources.Sum(ids => ids.Count(id => id.Length == 0)), found.Empty);
    }
}

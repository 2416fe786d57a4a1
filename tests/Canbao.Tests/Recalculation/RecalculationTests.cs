using System.Text;
using Canbao.Documents.Residents;
using Canbao.Generation;
using Canbao.Recalculation;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation;

/// <summary>A file of residents in, a file of quotes and a file of rejects out.</summary>
public class RecalculationTests
{
    private const string Header = "id,region,benefit_year,payment_date,tier,identities,circumstance,gap_years,university_student,birth_date";

    [Fact]
    public void GeneratedFile_HasTheInterpretersAnswers()
    {
        const int residents = 60_000;
        using var file = new MemoryStream();
        ResidentFile.Write(file, new ResidentGenerator(TestPolicies.Book.Policies, seed: 9), residents, _ => { }, default);
        var result = Run(file.ToArray());
        Assert.Equal((residents, 0), (result.Answered, result.Rejected));
        Assert.Equal(Interpreted.Checksum(seed: 9, residents), result.Checksum);
        Assert.Equal(residents + 1, result.Quotes.Length);
        Assert.Single(result.Rejects);
    }

    [Fact]
    public void Columns_InAnyOrder()
    {
        var one = Run($"{Header}\nA,500230,2025,2025-03-15,tier1,subsistence_allowance;orphan,,,,\n");
        var other = Run("tier,payment_date,identities,region,id,benefit_year\r\ntier1,20250315, subsistence_allowance ; orphan ,500230,A,2025\r\n");
        Assert.Equal(one.Quotes, other.Quotes);
        Assert.StartsWith("A,500230,2025,1,open_late,,40000,40000,not_specified,orphan,", one.Quotes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_KeepTheirOrderAndIds()
    {
        var result = Run($""""
            {Header}
            "x,1",500230,2025,2024-11-01,tier1,,,,是,
            "say ""y""",140405,2024,2023-11-01,standard,orphan,,,0,
            ,500230101,2025,20241101,tier2,,,,,
            """");
        Assert.Equal(["\"x,1\",500230,2025,1,open,,38000", "\"say \"\"y\"\"\",140405,2024,1,open,,38000", ",500230,2025,1,open,,77500"],
            result.Quotes[1..].Select(line => line[..(line.IndexOf(",open,", StringComparison.Ordinal) + 12)]));
    }

    [Fact]
    public void WithoutIds_TheLineStandsForThem()
    {
        var result = Run("region,benefit_year,payment_date,tier\n500230,2025,20241101,tier1\n\n500230,2025,20241101,tier2\n");
        Assert.Equal(["2", "4"], result.Quotes[1..].Select(line => line.Split(',')[0]));
    }

    public static TheoryData<string, string, string, string> BadRows => new()
    {
        { "A,500230,2025,2025-02-30,tier1,,,,,", "payment_date", "2025-02-30", "calendar day" },
        { "A,500230,2025,,tier1,,,,,", "payment_date", "", "missing" },
        { "A,500230,2025,20250315,tier1,,,,,20250316", "birth_date", "20250316", "after the payment date" },
        { "A,500230,2025,20250315,tier1,,,,,yesterday", "birth_date", "yesterday", "calendar day" },
        { "A,500230,2025,20250315,tier9,,,,,", "tier", "tier9", "tier1, tier2" },
        { "A,500230,2025,20250315,,,,,,", "tier", "", "missing" },
        { "A,500230,2025,20250315,tier1,orphan;nobody,,,,", "identities[1]", "orphan;nobody", "not an identity code" },
        { "A,500230,2025,20250315,tier1,,moon,,,", "circumstance", "moon", "newborn" },
        { "A,500230,2025,20250315,tier1,,,ten,,", "gap_years", "ten", "expected 0 to 100" },
        { "A,500230,2025,20250315,tier1,,,101,,", "gap_years", "101", "0 to 100" },
        { "A,500230,2025,20250315,tier1,,,,maybe,", "university_student", "maybe", "true, yes, 1" },
        { "A,990000,2025,20250315,tier1,,,,,", "region", "990000", "no policy" },
        { "A,50,2025,20250315,tier1,,,,,", "region", "50", "6 to 12 digits" },
        { "A,500230,1999,20250315,tier1,,,,,", "benefit_year", "1999", "no policy for 1999" },
        { "A,500230,next,20250315,tier1,,,,,", "benefit_year", "next", "a year such as 2025" },
        { "A,500230,2025,20250315,tier1,,,99999999999,,", "gap_years", "99999999999", "expected 0 to 100" },
        { "A,5002302,025,20250315,tier1,,,,,", "benefit_year", "025", "no policy for 25" },
        { "A\u0007,500230,2025,20250315,tier1,,,,,", "id", "A\\u0007", "control characters" },
        { new string('A', 129) + ",500230,2025,20250315,tier1,,,,,", "id", "AAAA", "at most 128 bytes" },
        { "A,500230,2025,20250315,tier1", "", "\"A,500230,2025,20250315,tier1\"", "5 fields; the header has 10" },
        { "A,\"500230,2025,20250315,tier1,,,,,", "", "\"A,\"\"500230,2025,20250315,tier1,,,,,\"", "not CSV" },
        { "A,500230,2025,20250315,=cmd()\u0007" + new string('x', 100) + ",,,,,", "tier", "=cmd()\\u0007xxx", "is not a tier" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void BadRow_IsRejectedWithItsReason(string row, string field, string value, string reason)
    {
        const string good = "G,500230,2025,20241101,tier1,,,,,";
        var result = Run($"{Header}\n{good}\n{row}\n{good}\n");
        Assert.Equal((2, 1), (result.Answered, result.Rejected));
        Assert.Equal(["G", "G"], result.Quotes[1..].Select(line => line[..1]));
        var reject = Assert.Single(result.Rejects[1..]);
        Assert.StartsWith($"3,{field},{value}", reject, StringComparison.Ordinal);
        Assert.Contains(reason, reject, StringComparison.Ordinal);
        Assert.True(reject.Length < 400, "the value was not cut");
    }

    [Fact]
    public void BadRow_TellsAllItsProblems()
    {
        var result = Run($"{Header}\nA,500230,2025,soon,tier9,nobody,,101,,never\n");
        Assert.Equal(["payment_date", "birth_date", "tier", "identities[0]", "gap_years"], result.Rejects[1..].Select(line => line.Split(',')[1]));
        Assert.Equal(1, result.Rejected);
        // A field that cannot be read hides none of the others.
        result = Run($"{Header}\nA\u0007,000000,2025,soon,zz,,moon,x,perhaps,\nB,500230,2025,20250101,zz,,,x,,\n");
        Assert.Equal(["id", "payment_date", "circumstance", "university_student", "gap_years", "region", "gap_years", "tier"],
            result.Rejects[1..].Select(line => line.Split(',')[1]));
        Assert.Equal(2, result.Rejected);
    }

    [Fact]
    public void Flags_AsOfficesWriteThem()
    {
        var result = Run($"{Header}\nA,500230,2025,20241101,tier1,,,,TRUE,\nB,500230,2025,20241101,tier1,,,,False,\n");
        Assert.Equal(["38000", "40000"], result.Quotes[1..].Select(line => line.Split(',')[6]));
    }

    [Fact]
    public void PolicyRevision_IsRead()
    {
        var result = Run("region,benefit_year,policy_revision,payment_date,tier\n500230,2025,9,20241101,tier1\n500230,2025,1,20241101,tier1\n");
        Assert.Equal((1, 1), (result.Answered, result.Rejected));
        Assert.Contains("no revision 9", result.Rejects[1], StringComparison.Ordinal);
    }

    /// <summary>Every column of every answer is what the contract's message of the interpreter's quote says under that name.</summary>
    [Fact]
    public void QuoteColumns_AreTheContractsFields()
    {
        const int residents = 40_000;
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed: 12);
        using var file = new MemoryStream();
        ResidentFile.Write(file, generator, residents, _ => { }, default);
        var lines = Run(file.ToArray()).Quotes;
        var names = lines[0].Split(',')[1..];
        var filled = new HashSet<string>();
        for (var i = 0; i < residents; i++)
        {
            var expected = ContractFields.Of(Interpreted.One(generator.Resident(i)));
            var fields = lines[i + 1].Split(',')[1..];
            for (var column = 0; column < names.Length; column++)
            {
                if (expected[names[column]] != fields[column])
                    Assert.Fail($"{lines[i + 1]}: {names[column]} should be {expected[names[column]]}");
                if (fields[column].Length > 0) filled.Add(names[column]);
            }
        }
        Assert.Empty(names.Except(filled));
        Assert.Empty(ContractFields.Of(new V1.Quote { Policy = new() }).Keys.Except(names));
    }

    [Fact]
    public void KnownProfiles_AreBounded()
    {
        var header = new CsvRow(ResidentFields.Names.Count);
        var text = new StringBuilder("region,benefit_year,payment_date,tier,identities\n");
        var memory = new MemoryBudget(Megabytes: 200, Threads: 2);
        for (var i = 0; i < 40_000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"500230,2025,20241101,tier1,{i}\n");
        text.Append("500230,2025,20241101,tier1,").Append(string.Concat(Enumerable.Repeat("a;", 2000))).Append('\n');
        var reader = new CsvBlockReader(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())));
        Assert.True(reader.Fill() && reader.TryRead(header));
        var plan = ColumnMapping.None.LayoutOf(header);
        var (profiles, key, known) = (new ProfileReader(plan), new ProfileKey(plan), new KnownProfiles(memory));
        var largest = 0L;
        do
        {
            while (reader.TryRead(header))
            {
                var profile = profiles.Read(header);
                Assert.True(profile.Profile.Profile.Identities.Count <= 18, "a hostile list was kept whole");
                known.Keep(key.Of(header), ref profile);
                largest = Math.Max(largest, known.Bytes);
            }
        }
        while (reader.Fill());
        Assert.InRange(largest, memory.Profiles / 2, memory.Profiles);
        Assert.True(known.Generation > 1, "nothing was forgotten");
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("region,tier\n", "'benefit_year' is missing; column 'payment_date' is missing")]
    [InlineData("region,benefit_year,payment_date,tier,tier\n", "'tier' stands there twice")]
    [InlineData("region,benefit_year,payment_date,tier,identites\n", "'identites' is not known")]
    [InlineData("\"region,benefit_year\n", "not a CSV row")]
    [InlineData("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z\n", "column 'a' is not known")]
    public void BadHeader_IsRefused(string text, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => Run(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void ManyBadRows_AreAllRejectedInOrder()
    {
        string[] rows = ["G,500230,2025,20241101,tier1,,,,,\n", "x\n", "B,500230,2025,20241101,tier9,,,,,\n"];
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < 100_000; i++) text.Append(rows[i % 3]);
        var result = Run(text.ToString());
        Assert.Equal((33_334, 66_666), (result.Answered, result.Rejected));
        var lines = result.Rejects[1..].Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(Enumerable.Range(2, 100_000).Where(line => (line - 2) % 3 != 0), lines);
    }

    private static Recalculated Run(string text) => Run(Encoding.UTF8.GetBytes(text));

    private static Recalculated Run(byte[] text) => Recalculated.Of(TestPolicies.Book, text);
}

using System.Text;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;

namespace Canbao.Tests.Recalculation;

/// <summary>All that a reader makes of an input, as text: a line for each resident and each problem, in the order of the input.</summary>
internal static class ReadRows
{
    public static List<string> All(IInput input, IRowReader reader)
    {
        var (rows, block, batch) = (new List<string>(), new Block(), new ResidentBatch(new TierNumbers()));
        while (input.Read(block))
        {
            var found = new List<(long Line, string Text)>();
            reader.Begin(block);
            while (reader.Read(batch))
                for (var i = 0; i < batch.Count; i++) found.Add((batch.RowNumber(i), Shown(block, batch, i)));
            found.AddRange(block.Rejects.Select(reject => (reject.Line, $"rejected {reject}")));
            Assert.Equal(block.Rejected, block.Rejects.Select(reject => reject.Line).Distinct().Count());
            rows.AddRange(found.OrderBy(row => row.Line).Select(row => row.Text));
        }
        return rows;
    }

    private static string Shown(Block block, ResidentBatch batch, int resident)
    {
        var known = batch.Profiles[(int)batch.ProfileIndex.Span[resident]];
        Assert.Empty(known.Problems);
        var (wanted, profile) = (known.Profile, known.Profile.Profile with { Identities = [], Addons = [] });
        var codes = $"{string.Join(';', wanted.Profile.Identities)}|{string.Join(';', wanted.Profile.Addons)}";
        var personal = string.Join('|', Enumerable.Range(0, 3).Select(column => batch.Personal(column) is { IsEmpty: false } dates ? dates.Span[resident] : 0));
        var payment = batch.Payments.Days.Span[(int)batch.PaymentIndex.Span[resident]];
        var row = batch.Row(resident);
        return $"{batch.RowNumber(resident)}|{Text(batch.Id(resident))}|{wanted.Region}|{wanted.BenefitYear}|{wanted.Revision}|{profile}|"
            + $"{codes}|{payment}|{personal}|{Text(batch.Passed(resident))}|{Text(block.Input.AsSpan(row.Start, row.Length))}";
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}

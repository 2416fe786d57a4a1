using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation;

/// <summary>Answers as rows of a CSV file: the id, the columns of the answer, the columns that are passed through.</summary>
/// <param name="columns">Those of the answer.</param>
/// <param name="passesColumns">Whether any column is passed through.</param>
internal sealed class CsvFormat(QuoteRow columns, bool passesColumns) : IRowFormat
{
    public byte[] FieldsAfterId(V1.Quote quote) => [.. columns.FieldsAfterId(quote), passesColumns ? (byte)',' : (byte)'\n'];

    public void Write(OutputBuffer output, ResidentBatch batch, int resident, byte[] fieldsAfterId)
    {
        var id = batch.Id(resident);
        if (batch.HasPlainId(resident))
        {
            var place = output.Take(id.Length + fieldsAfterId.Length);
            id.CopyTo(place);
            fieldsAfterId.CopyTo(place[id.Length..]);
        }
        else
        {
            CsvText.AddField(output, id);
            output.Add(fieldsAfterId);
        }
        if (!passesColumns) return;
        output.Add(batch.Passed(resident));
        output.Add((byte)'\n');
    }
}

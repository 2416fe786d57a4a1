using System.Buffers.Binary;
using System.Text;
using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Tables;

/// <summary>Answers as tuples of a binary COPY: the id, then the columns of the answer.</summary>
/// <param name="id">The column of the id.</param>
/// <param name="columns">The others with what stands there.</param>
internal sealed class TupleFormat(TargetColumn id, IReadOnlyList<(TargetColumn Column, QuoteColumn Field)> columns) : IRowFormat
{
    private readonly string _notKept = $"column 'id' of the table is of type {id.Type} and would give another id back; expected "
        + (id.IsText ? "no blank at its end" : $"a number from {id.Least} to {id.Most}, without leading zeros") + ", or a column of type text";

    public byte[] FieldsAfterId(V1.Quote quote)
    {
        var output = new OutputBuffer();
        foreach (var (column, field) in columns) column.Add(output, field.Text(quote));
        return output.Written.ToArray();
    }

    /// <summary>007 and 7 would be the same resident in a column of numbers.</summary>
    public InputProblem? ProblemWith(ReadOnlySpan<byte> value) => id.Keeps(value) ? null : new InputProblem(RejectCodes.IdNotKept, ResidentFields.Id, _notKept);

    public void Write(OutputBuffer output, ResidentBatch batch, int resident, byte[] fieldsAfterId)
    {
        var bytes = batch.Id(resident);
        if (!id.IsText)
        {
            BinaryPrimitives.WriteInt16BigEndian(output.Take(sizeof(short)), (short)(columns.Count + 1));
            TargetColumn.AddNumber(output, TargetColumn.Number(id.Name, id.Type, Encoding.UTF8.GetString(bytes)), id.Type[^1] - '0');
            output.Add(fieldsAfterId);
            return;
        }
        const int head = sizeof(short) + sizeof(int);
        var place = output.Take(head + bytes.Length + fieldsAfterId.Length);
        BinaryPrimitives.WriteInt16BigEndian(place, (short)(columns.Count + 1));
        BinaryPrimitives.WriteInt32BigEndian(place[sizeof(short)..], bytes.Length);
        bytes.CopyTo(place[head..]);
        fieldsAfterId.CopyTo(place[(head + bytes.Length)..]);
    }
}

using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Messages;

/// <summary>Answers as messages: the reply to a batch is made as a whole, and no resident has a row of its own.</summary>
internal sealed class MessageFormat : IRowFormat
{
    public byte[] FieldsAfterId(V1.Quote quote) => [];

    public void Write(OutputBuffer output, ResidentBatch batch, int resident, byte[] fieldsAfterId) =>
        throw new InvalidOperationException("a reply is not written row by row");
}

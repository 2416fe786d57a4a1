using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation;

/// <summary>How an output has its rows. Safe for several threads.</summary>
internal interface IRowFormat
{
    /// <summary>What an answer has behind the resident's id, made once for all residents who get it.</summary>
    byte[] FieldsAfterId(V1.Quote quote);

    /// <summary>Adds the row of a resident.</summary>
    void Write(OutputBuffer output, ResidentBatch batch, int resident, byte[] fieldsAfterId);
}

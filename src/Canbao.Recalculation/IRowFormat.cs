using Canbao.Policies;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation;

/// <summary>How an output has its rows. Safe for several threads.</summary>
internal interface IRowFormat
{
    /// <summary>What an answer has behind the resident's id, made once for all residents who get it.</summary>
    byte[] FieldsAfterId(V1.Quote quote);

    /// <summary>What is wrong with an id that the output would not give back as it is; null if nothing is.</summary>
    InputProblem? ProblemWith(ReadOnlySpan<byte> id) => null;

    /// <summary>Adds the row of a resident.</summary>
    void Write(OutputBuffer output, ResidentBatch batch, int resident, byte[] fieldsAfterId);
}

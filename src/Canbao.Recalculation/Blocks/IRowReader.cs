using Canbao.Policies;

namespace Canbao.Recalculation.Blocks;

/// <summary>Turns the rows of blocks into residents. One thread.</summary>
internal interface IRowReader
{
    void Begin(Block block);

    /// <summary>
    /// The next residents of the block; rows that cannot be read are rejected with all that is wrong. False if the block holds no further
    /// row; true may come with a batch of none.
    /// </summary>
    bool Read(ResidentBatch batch);

    /// <summary>Rejects a resident of the last batch for what the answer says.</summary>
    void Reject(ResidentBatch batch, int resident, IEnumerable<InputProblem> problems);
}

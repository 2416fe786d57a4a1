namespace Canbao.Recalculation.Answers;

/// <summary>Answers batches. One thread.</summary>
internal interface IAnswerer : IDisposable
{
    AnsweredBatch Answer(ResidentBatch batch);

    /// <summary>Puts the residents who were counted since the last time into the totals.</summary>
    void TakeCounts(PartTotals totals);
}

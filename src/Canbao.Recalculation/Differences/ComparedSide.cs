using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Recalculation.Differences;

/// <summary>What one policy answers to batch after batch, whatever policies the rows name.</summary>
internal sealed class ComparedSide(Baseline policy)
{
    private readonly BaselineBatch _moved = new(policy);
    private readonly HeldAnswers _answers = new();

    /// <summary>A quote by its number; good until a later batch has been quoted.</summary>
    public Quote this[uint number] => _answers[number].Quote!;

    public void Quote(ResidentBatch batch, BatchQuoter quoter) => _answers.Quote(quoter, _moved.Fill(batch, quoter));

    public bool Refuses(int resident) => _moved.Places[resident] < 0 || Answer(resident).Error is not null;

    /// <summary>Of a resident who is not refused.</summary>
    public uint NumberOf(int resident) => _answers.Numbers[_moved.Places[resident]];

    public IEnumerable<InputProblem> ProblemsOf(int resident) => _moved.Places[resident] < 0 ? policy.DatesLeaveTheYears().Problems
        : Answer(resident).Error?.Problems ?? [];

    private Answer Answer(int resident) => _answers[NumberOf(resident)];
}

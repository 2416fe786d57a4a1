using Canbao.Policies.Interpretation;

namespace Canbao.Engine;

/// <summary>Answers of one pool that differ in nothing but the first day of cover, which moves with a date. Safe for several threads.</summary>
internal sealed class MovingAnswer(AnswerPool pool, Template template)
{
    private readonly Dictionary<int, ushort> _numbers = [];

    /// <summary>Whether the payment date moves it, and no other one.</summary>
    public bool FollowsPayment => template.Start is { Source: DateSource.Payment };

    /// <summary>The answer for these dates, and its number in the pool; none if the pool takes no more.</summary>
    public Answer For(in DayNumbers dates, out ushort number)
    {
        var start = template.StartFor(dates);
        lock (_numbers)
            if (_numbers.TryGetValue(start, out number)) return pool[number];
        var answer = Answer.Of(template.QuoteFrom(start), template.Policy);
        number = pool.NumberOf(ref answer);
        if (number == AnswerPool.None) return answer;
        lock (_numbers) _numbers[start] = number;
        return answer;
    }
}

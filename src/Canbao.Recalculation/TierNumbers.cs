namespace Canbao.Recalculation;

/// <summary>Small numbers for the tiers of residents who were answered: there are only as many as the policies have. Safe for several threads.</summary>
internal sealed class TierNumbers
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _names = [];

    public string this[int number]
    {
        get
        {
            lock (_changing) return _names[number];
        }
    }

    public int Of(string tier)
    {
        lock (_changing)
        {
            if (_numbers.TryGetValue(tier, out var number)) return number;
            _numbers.Add(tier, number = _names.Count);
            _names.Add(tier);
            return number;
        }
    }
}

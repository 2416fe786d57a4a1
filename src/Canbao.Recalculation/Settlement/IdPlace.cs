namespace Canbao.Recalculation.Settlement;

/// <summary>Where an id stands: the spill (shard), from 0, and its row there.</summary>
public readonly record struct IdPlace(int Source, long Row) : IComparable<IdPlace>
{
    public int CompareTo(IdPlace other) => Source != other.Source ? Source.CompareTo(other.Source) : Row.CompareTo(other.Row);
}

namespace Canbao.Recalculation;

/// <summary>A part of a row: where its bytes stand in the block, or among those that were put aside.</summary>
internal readonly record struct BytePlace(int Start, int Length)
{
    public bool IsAside => Start < 0;

    public int PlaceAside => ~Start;

    public static BytePlace Aside(int place, int length) => new(~place, length);
}

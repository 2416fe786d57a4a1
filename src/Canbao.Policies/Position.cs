namespace Canbao.Policies;

/// <summary>A place in a document; line and column count from 1.</summary>
public readonly record struct Position(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

namespace Canbao.Api.Client;

/// <summary>Residents that follow each other, sent in a batch for each benefit year and revision; puts their answers back in order.</summary>
internal sealed class RowChunk
{
    private readonly List<ResidentAnswer> _answers = [];

    /// <summary>The answers once the last part is there.</summary>
    public IReadOnlyList<ResidentAnswer> Answers => _answers;

    public int Residents { get; private set; }

    /// <summary>A place for one more resident.</summary>
    public int Add() => Residents++;

    public void Clear()
    {
        Residents = 0;
        _answers.Clear();
    }

    public void Take(RowPart part, ColumnAnswers answers)
    {
        if (_answers.Count == 0) System.Runtime.InteropServices.CollectionsMarshal.SetCount(_answers, Residents);
        var rejected = answers.Error is { } error ? new V1.QuoteReply { Error = error } : null;
        for (var i = 0; i < part.Places.Count; i++) _answers[part.Places[i]] = new ResidentAnswer(rejected ?? answers[i], answers.BookDigest);
    }
}

/// <summary>One batch of a chunk: which of its residents are in it, and whether it is the chunk's last.</summary>
internal sealed class RowPart(RowChunk chunk)
{
    public RowChunk Chunk => chunk;

    public List<int> Places { get; } = [];

    public bool IsLast { get; set; }
}

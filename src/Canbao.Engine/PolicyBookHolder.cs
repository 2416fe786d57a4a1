using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>The one reference to the book that serves now. A request reads it once.</summary>
public sealed class PolicyBookHolder(PolicyBook book)
{
    private PolicyBook _current = book;

    /// <summary>Raised after another book has taken its place, with that book, on the thread that loaded it: not on a request's.</summary>
    public event Action<PolicyBook>? BookChanged;

    public PolicyBook Current => Volatile.Read(ref _current);

    /// <summary>From now on requests get this book; those under way keep theirs. Only one thread at a time may call this.</summary>
    public void Replace(PolicyBook book)
    {
        Volatile.Write(ref _current, book);
        BookChanged?.Invoke(book);
    }
}

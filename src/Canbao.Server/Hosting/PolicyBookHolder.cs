using Canbao.Engine;

namespace Canbao.Server.Hosting;

/// <summary>The one reference to the book that serves now. A request reads it once.</summary>
public sealed class PolicyBookHolder(PolicyBook book)
{
    private PolicyBook _current = book;

    public PolicyBook Current => Volatile.Read(ref _current);
}

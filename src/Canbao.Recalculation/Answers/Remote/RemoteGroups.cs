using Canbao.Api.Client;
using Canbao.Engine;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>Spreads the residents of a batch, which mixes years and revisions, over batches that the service takes.</summary>
internal sealed class RemoteGroups
{
    private readonly Dictionary<(uint Year, uint Revision), int> _numbers = [];
    private readonly List<((uint Year, uint Revision) Key, RemoteBatch? Open)> _groups = [];
    private readonly List<RemoteBatch> _sent = [];
    private readonly Stack<RemoteBatch> _unused = [];
    private (ProfileHandle Handle, int Group)[] _profiles = new (ProfileHandle, int)[1024];
    private ReadOnlyMemory<uint> _profileIndex;

    /// <summary>In the order in which they were handed out.</summary>
    public IReadOnlyList<RemoteBatch> Sent => _sent;

    /// <param name="handleOf">The handle of a profile; the default one if it cannot be sent.</param>
    public void Begin(ResidentBatch batch, Func<KnownProfile, ProfileHandle> handleOf)
    {
        foreach (var sent in _sent) _unused.Push(sent);
        _sent.Clear();
        _groups.Clear();
        _numbers.Clear();
        _profileIndex = batch.ProfileIndex;
        if (_profiles.Length < batch.Profiles.Count) Array.Resize(ref _profiles, 2 * batch.Profiles.Count);
        for (var i = 0; i < batch.Profiles.Count; i++)
        {
            var handle = handleOf(batch.Profiles[i]);
            _profiles[i] = (handle, handle == default ? -1 : GroupOf(batch.Profiles[i].Profile));
        }
    }

    /// <summary>Adds a resident; false for one who cannot be sent.</summary>
    /// <param name="full">A batch that is to be sent now.</param>
    public bool TryAdd(int resident, in ResidentDates dates, out Api.Client.ResidentColumns? full)
    {
        full = null;
        var (handle, number) = _profiles[_profileIndex.Span[resident]];
        if (number < 0) return false;
        var (key, open) = _groups[number];
        if (open is null) _groups[number] = (key, open = NewBatch(key));
        open.Add(resident, handle, dates);
        if (!open.IsFull) return true;
        _groups[number] = (key, null);
        full = Send(open);
        return true;
    }

    /// <summary>The batches that are not full.</summary>
    public IEnumerable<Api.Client.ResidentColumns> End()
    {
        foreach (var (_, open) in _groups)
            if (open is not null) yield return Send(open);
    }

    private int GroupOf(in WantedProfile wanted)
    {
        var key = ((uint)wanted.BenefitYear, (uint)wanted.Revision);
        if (_numbers.TryGetValue(key, out var number)) return number;
        _numbers.Add(key, number = _groups.Count);
        _groups.Add((key, null));
        return number;
    }

    private RemoteBatch NewBatch((uint Year, uint Revision) key)
    {
        if (!_unused.TryPop(out var batch)) batch = new RemoteBatch();
        batch.Begin(key.Year, key.Revision);
        return batch;
    }

    private Api.Client.ResidentColumns Send(RemoteBatch batch)
    {
        _sent.Add(batch);
        return batch.ToColumns();
    }
}

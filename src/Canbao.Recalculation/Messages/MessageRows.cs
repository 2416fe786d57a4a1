using System.Buffers.Binary;
using System.Text;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Messages;

/// <summary>Reads residents out of blocks of messages, for an output that has rows; the number of the row is the id. A bad batch is rejected whole.</summary>
internal sealed class MessageRows(MessageResidents residents, PolicyBook book, KnownProfiles known) : IRowReader
{
    private static readonly ServiceLimits Limits = new();

    private readonly MessageCursor _cursor = new();
    private readonly ThreadProfiles _profiles = new(known);
    private readonly OutputBuffer _key = new();
    private Block _block = new();
    private int _resident;

    public void Begin(Block block)
    {
        _block = block;
        _cursor.Begin(block);
    }

    public bool Read(ResidentBatch batch)
    {
        batch.Begin(_block.Input);
        if (_cursor.Batch is not { } message || _resident >= message.ProfileIndex.Count)
        {
            if (!_cursor.MoveNext()) return false;
            message = _cursor.Batch!;
            _resident = 0;
            if (_cursor.Guard(() => ProblemsOf(message)) is { Count: > 0 } problems)
            {
                MessageResidents.RejectAll(_block, _cursor, problems);
                _resident = int.MaxValue;
                return true;
            }
        }
        for (; !batch.IsFull && _resident < message.ProfileIndex.Count; _resident++) Add(message, batch);
        return true;
    }

    public void Reject(ResidentBatch batch, int resident, IEnumerable<InputProblem> problems)
    {
        var inMessage = batch.Row(resident).Start;
        MessageResidents.Reject(_block, _cursor.Batch!, inMessage, _cursor.FirstRow + inMessage, problems);
    }

    /// <summary>What is wrong with the batch as a whole.</summary>
    private ValueList<InputProblem> ProblemsOf(QuoteBatchColumns message)
    {
        if (BatchProblems.BeforeReading(message, Limits) is { } problem) return [problem];
        if (BatchProblems.UnknownDefaultPolicy(message, book) is { } unknown) return unknown.Problems;
        var request = BatchMapper.ToRequest(message, new BatchProfile[message.Profiles.Count]);
        return BatchCheck.Columns(request, Limits.MaxResidents, out _) is { } ragged ? [ragged] : [];
    }

    private void Add(QuoteBatchColumns message, ResidentBatch batch)
    {
        var row = _cursor.FirstRow + _resident;
        var dates = MessageResidents.DatesOf(message, _resident);
        if (DateReader.Read(dates, out _).Count == 0 && TryProfile(message, batch, out var profile))
            batch.Add(profile, dates, CsvLineReader.LineAsId(batch, row), default, new BytePlace(_resident, 0), row);
        else RejectHere(message, row);
    }

    private void RejectHere(QuoteBatchColumns message, long row) =>
        MessageResidents.Reject(_block, message, _resident, row, _cursor.Guard(() => residents.ProblemsOf(message, _resident)));

    /// <summary>False for a profile that may not be asked.</summary>
    private bool TryProfile(QuoteBatchColumns message, ResidentBatch batch, out uint index)
    {
        var profile = (int)message.ProfileIndex.Values[_resident];
        var key = Key(message.PolicyOf(profile), message.Profiles[profile]);
        if (_profiles.TryIndex(key, batch, out index)) return true;
        if (WantedHere(message, profile) is not { } wanted) return false;
        index = _profiles.Add(key, new KnownProfile(wanted, []), batch);
        return true;
    }

    private WantedProfile? WantedHere(QuoteBatchColumns message, int profile) =>
        _cursor.Guard(() => MessageResidents.Wanted(message, profile, out _));

    /// <summary>All that decides about the profile and its policy. A length before the region keeps it apart from what follows.</summary>
    private ReadOnlySpan<byte> Key(in RowPolicy policy, ReadOnlySpan<byte> profile)
    {
        _key.Clear();
        var numbers = _key.Take(3 * sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, policy.BenefitYear);
        BinaryPrimitives.WriteUInt32LittleEndian(numbers[sizeof(uint)..], policy.PolicyRevision);
        BinaryPrimitives.WriteUInt32LittleEndian(numbers[(2 * sizeof(uint))..], (uint)policy.Region.Length << 1 | (policy.HasProfile ? 1u : 0));
        Encoding.UTF8.GetBytes(policy.Region, _key.Take(Encoding.UTF8.GetByteCount(policy.Region)));
        _key.Add(profile);
        return _key.Written;
    }
}

using System.Buffers;
using Canbao.Api;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Tests.Wire;

/// <summary>Memory of batches that were answered takes later ones, unless one caller has made it huge.</summary>
public class IdleColumnsTests
{
    [Fact]
    public void HugeBatch_IsNotKept()
    {
        var huge = Read(new QuoteBatch { Profiles = { Enumerable.Repeat(new Profile(), 1_500_000) } });
        QuoteBatchCodec.Return(huge);
        for (var i = 0; i < 4 * Environment.ProcessorCount; i++) Assert.NotSame(huge, Read(new QuoteBatch { BatchId = 1 }));
    }

    [Fact]
    public void BatchOfAFullSize_MayBeKept()
    {
        var full = Read(new QuoteBatch { ProfileIndex = { new uint[65_536] }, BirthDate = { new uint[65_536] }, EventDate = { new uint[65_536] } });
        Assert.InRange(full.MemoryBytes, 65_536 * 3 * sizeof(uint), 8 << 20);
    }

    private static QuoteBatchColumns Read(QuoteBatch batch) => QuoteBatchCodec.Read(new ReadOnlySequence<byte>(batch.ToByteArray()));
}

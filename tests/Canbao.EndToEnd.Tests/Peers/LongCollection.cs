namespace Canbao.EndToEnd.Tests.Peers;

/// <summary>Programs that work for a minute and are not measured: one after the other, beside the other tests.</summary>
[CollectionDefinition(Name)]
public sealed class LongCollection
{
    public const string Name = "long";
}

namespace GrpcLite.Tests.Malformed;

/// <summary>The tests of this collection measure the process, so no others run beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

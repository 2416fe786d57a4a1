using GrpcLite.Tests.Reflected;

namespace GrpcLite.Tests;

/// <summary>There to be reflected; nobody calls it.</summary>
internal sealed class MirrorService : Mirror.MirrorBase;

using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Tests.Mutations;

/// <summary>One wrong document, made from a good one.</summary>
/// <param name="Kind">What sort of corruption it is.</param>
/// <param name="What">What was changed, for people.</param>
/// <param name="Place">The node of the good document that was changed, dropped or moved.</param>
/// <param name="Document">The wrong document.</param>
internal sealed record Corruption(string Kind, string What, Place Place, DocumentNode Document)
{
    public override string ToString() => $"{Place.Node.Position.Line} {Kind}: {Place.Path}: {What}";
}

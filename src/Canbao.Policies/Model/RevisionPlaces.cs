
namespace Canbao.Policies.Model;

/// <summary>Where a document says which revision it is. The two last are null where it does not say it.</summary>
public sealed record RevisionPlaces(Position Revision, Position? EffectiveFrom, Position? Supersedes);

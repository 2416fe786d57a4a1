using Canbao.Policies;

namespace Canbao.Documents;

/// <summary>A document as its author wrote it: maps, lists and plain text, each with its place.</summary>
public abstract record DocumentNode(Position Position);

/// <summary>A value. What it means is decided by who reads it; there are no YAML types.</summary>
public sealed record ScalarNode(string Text, Position Position) : DocumentNode(Position);

public sealed record ListNode(IReadOnlyList<DocumentNode> Items, Position Position) : DocumentNode(Position);

/// <summary>Keys keep the order in which they were written.</summary>
public sealed record MapNode(IReadOnlyList<MapEntry> Entries, Position Position) : DocumentNode(Position);

public sealed record MapEntry(ScalarNode Key, DocumentNode Value);

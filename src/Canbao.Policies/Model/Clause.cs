using Canbao.Policies.Documents;

namespace Canbao.Policies.Model;

/// <summary>A place in a notice: section as the notice numbers it, and a short verbatim quotation.</summary>
public sealed record Clause(string Section, string Quotation, Position Position);

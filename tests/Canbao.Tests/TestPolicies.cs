using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests;

/// <summary>The project's own policies, loaded once for all tests.</summary>
public static class TestPolicies
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "policies");

    public static PolicyBook Book { get; } = PolicyFolder.LoadBook(Folder);

    public static Policy Fengdu2025 { get; } = Book.FindPolicy("500230", 2025, 0, out _)!;

    public static IEnumerable<object[]> All => Book.Policies.Select(p => new object[] { p.ToString() });

    public static Policy Named(string name) => Book.Policies.Single(p => p.ToString() == name);
}

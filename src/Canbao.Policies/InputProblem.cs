namespace Canbao.Policies;

/// <summary>What is wrong with a request: the field, as the contract names it, and a sentence with the value and what is allowed.</summary>
public readonly record struct InputProblem(string Field, string Message);

namespace Canbao.Policies;

/// <summary>What is wrong with a request.</summary>
/// <param name="Code">One of <see cref="RejectCodes"/>.</param>
/// <param name="Field">As the contract names it, perhaps with an index behind it.</param>
/// <param name="Message">A sentence with the value and what is allowed.</param>
public readonly record struct InputProblem(string Code, string Field, string Message);

using Canbao.Policies;

namespace Canbao.Documents.WorkedCases;

/// <summary>One field that a case states, as text in the form of <see cref="AnswerField.Actual"/>.</summary>
internal sealed record ExpectedField(AnswerField Field, string Text, Position Position);

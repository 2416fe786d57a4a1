namespace Canbao.Recalculation.Settlement;

/// <summary>A sheet for people: written as CSV and shown in the report.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Title">In Chinese.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Rows">Made while they are read.</param>
public sealed record SheetTable(string Name, string Title, string TitleEn, IReadOnlyList<SheetColumn> Columns, IEnumerable<SheetRow> Rows);

/// <summary>A column with its heading in Chinese and its name in English.</summary>
public sealed record SheetColumn(string Zh, string En, bool IsNumber = false);

/// <summary>One row; a total adds up rows above it.</summary>
public sealed record SheetRow(IReadOnlyList<SheetValue> Values, bool IsTotal = false);

using Canbao.Documents;
using Canbao.Generation;
using Canbao.Recalculation;
using Npgsql;

namespace Canbao.EndToEnd.Tests.Postgres;

/// <summary>Generated residents in a table, and tables of answers as the text that a file of answers would have.</summary>
internal static class ResidentTables
{
    private const string Columns = """
        id text, payment_date date, birth_date date, event_date date, identity_recognised_on date, region text, benefit_year integer,
        policy_revision smallint, tier varchar(40), identities text, circumstance text, university_student boolean, gap_years integer,
        continuous_years bigint, zero_claim_last_year boolean, already_paid_normally boolean, employee_insured boolean,
        insured_elsewhere boolean, independent_enrolment boolean, guardian_paid boolean, enrolled_outside_hukou boolean,
        assisted_there boolean, addons text
        """;

    /// <summary>Also writes them to a file.</summary>
    internal static async Task GenerateAsync(PostgresDatabase database, string table, int residents, string file)
    {
        await using (var stream = File.Create(file))
            ResidentFile.Write(stream, new ResidentGenerator(PolicyFolder.LoadBook(RepositoryFolder.Policies).Policies, seed: 7), residents, _ => { }, default);
        await using var connection = await database.OpenAsync();
        await using (var create = new NpgsqlCommand($"CREATE TABLE {table} ({Columns})", connection)) await create.ExecuteNonQueryAsync();
        await using var copy = await connection.BeginTextImportAsync($"COPY {table} FROM STDIN (FORMAT csv, HEADER)");
        await copy.WriteAsync(await File.ReadAllTextAsync(file));
    }

    /// <summary>The rows of a table with all columns of the answers, in the order of the ids.</summary>
    internal static async Task<string[]> AnswersAsync(PostgresDatabase database, string table)
    {
        var columns = QuoteRow.AllColumns.Select(field => field.Kind == FieldKind.Day ? $"to_char({field.Name}, 'YYYYMMDD')" : $"{field.Name}::text");
        await using var connection = await database.OpenAsync();
        using var copy = await connection.BeginTextExportAsync(
            $"COPY (SELECT id, {string.Join(", ", columns)} FROM {table} ORDER BY id COLLATE \"C\") TO STDOUT (FORMAT csv)");
        return (await copy.ReadToEndAsync()).Split('\n')[..^1];
    }

    /// <summary>Without the header, in the order of the ids.</summary>
    internal static string[] AnswersOf(string file) => [.. File.ReadAllLines(file).Skip(1).Order(StringComparer.Ordinal)];
}

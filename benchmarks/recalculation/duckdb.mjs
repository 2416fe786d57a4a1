// DuckDB from a CSV file to a CSV file with the columns that canbao recalculate writes; the rules are those of ../peers/sql/. The residents
// are read twice, once for their kinds and days, and never held in memory.
//   node duckdb.mjs RESIDENTS.csv ANSWERS.csv THREADS
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(new URL('../peers/package.json', import.meta.url))('@duckdb/node-api');

const rules = name => readFileSync(new URL(`../peers/sql/${name}.sql`, import.meta.url), 'utf8');
const own = name => readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8');
const quoted = path => `'${path.replaceAll("'", "''")}'`;

const kind = `tier, identities, circumstance, university_student, gap_years, already_paid_normally, employee_insured, insured_elsewhere,
  independent_enrolment, guardian_paid, assisted_there`;

const [residents, answers, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(`
  CREATE MACRO day_of(digits) AS CAST(strptime(digits, '%Y%m%d') AS DATE);
  CREATE MACRO digits_of(day) AS CAST(year(day) * 10000 + month(day) * 100 + day(day) AS integer);
  CREATE VIEW raw AS SELECT id, payment_date, birth_date, identity_recognised_on, ${kind}
    FROM read_csv(${quoted(residents)}, all_varchar = true, header = true, nullstr = '(null)');
  CREATE TABLE seen AS SELECT DISTINCT payment_date, ${kind} FROM raw;
  CREATE TABLE profiles AS SELECT CAST(row_number() OVER () AS integer) AS profile, d.* FROM (SELECT DISTINCT ${kind} FROM seen) AS d;
  CREATE TABLE seen_days AS SELECT DISTINCT day_of(payment_date) AS day FROM seen;
  CREATE VIEW residents AS SELECT id AS resident, profile, day_of(payment_date) AS payment_date, day_of(nullif(birth_date, '')) AS birth_date,
    day_of(nullif(identity_recognised_on, '')) AS recognised_on FROM raw JOIN profiles USING (${kind});
`);
await connection.run(rules('policy'));
await connection.run(rules('terms').replace('(SELECT DISTINCT payment_date AS day FROM residents)', 'seen_days'));
await connection.run(own('named'));
await connection.run(`
  COPY (
    SELECT resident AS id, status, individual_standard_fen, assistance_fen, fee_fen, fiscal_subsidy_fen, waiting_days, waiting_months,
      waiting_rule, digits_of(CASE WHEN from_birth THEN birth_date ELSE benefit_start END) AS benefit_start,
      digits_of(benefit_end) AS benefit_end, deductible_fen
    FROM found
    JOIN named_answers USING (answer)
  ) TO ${quoted(answers)} (HEADER);
`);

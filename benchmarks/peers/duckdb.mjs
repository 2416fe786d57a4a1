// DuckDB on one thread, from a table to a table or from a CSV file to a CSV file; the rules are in sql/.
//   node duckdb.mjs RESIDENTS.csv            answers the commands of README.md on standard input
//   node duckdb.mjs RESIDENTS.csv ANSWERS.csv   once, from file to file
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DuckDBInstance, version } from '@duckdb/node-api';

const sql = name => readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8');

const quoted = path => `'${path.replaceAll("'", "''")}'`;

// Reading the others would cost a third more.
const asked = `id, payment_date, birth_date, identity_recognised_on, tier, identities, circumstance, university_student, gap_years,
  already_paid_normally, employee_insured, insured_elsewhere, independent_enrolment, guardian_paid, assisted_there`;

const dialect = `
  CREATE MACRO day_of(digits) AS CAST(strptime(digits, '%Y%m%d') AS DATE);
  CREATE MACRO digits_of(day) AS CAST(year(day) * 10000 + month(day) * 100 + day(day) AS integer);
`;

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();

const value = async query => (await connection.runAndReadAll(query)).getRows()[0][0];

async function load(residents) {
  await connection.run(dialect);
  await connection.run(`CREATE TABLE raw AS SELECT ${asked} FROM read_csv(${quoted(residents)}, all_varchar = true, header = true, nullstr = '(null)')`);
  for (const part of ['residents', 'policy', 'terms', 'shown']) await connection.run(sql(part));
  await connection.run('DROP TABLE raw');
}

const empty = table => connection.run(`CREATE OR REPLACE TABLE ${table} AS FROM ${table} LIMIT 0`);

/** As many passes over all residents as it takes. */
async function run(work, seconds) {
  const residents = Number(await value('SELECT count(*) FROM residents'));
  let [quotes, elapsed] = [0, 0];
  while (elapsed < seconds || quotes === 0) {
    await empty(work === 'numbers' ? 'numbers' : 'answers');
    const start = performance.now();
    await connection.run(sql(work));
    elapsed += (performance.now() - start) / 1000;
    quotes += residents;
  }
  return { quotes, seconds: elapsed };
}

/** Numbers are shown as the columns that they stand for. */
async function show(work) {
  if (work !== 'numbers') return;
  await empty('answers');
  await connection.run(sql('expanded'));
}

const copyTo = path => connection.run(`COPY (FROM shown ORDER BY resident) TO ${quoted(path)} (HEADER)`);

const commands = {
  run: (work, seconds) => run(work, Number(seconds)),
  checksum: async (work, count) => {
    await show(work);
    return { sum: String(await value(sql('checksum').replace('(count)', count))) };
  },
  answers: async (work, path) => {
    await show(work);
    await copyTo(path);
  },
};

const [residents, answers] = process.argv.slice(2);
await load(residents);
if (answers) {
  await connection.run(sql('columns'));
  await copyTo(answers);
} else {
  const say = reply => process.stdout.write(`${JSON.stringify(reply ?? {})}\n`);
  say({ version: `DuckDB ${version()}`, processes: [process.pid] });
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, ...operands] = line.split('\t');
    say(await commands[command](...operands));
  }
}

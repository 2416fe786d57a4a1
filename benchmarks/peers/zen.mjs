// ZEN, a decision for each resident; the rules are in zen_rules.mjs.
//   node zen.mjs RESIDENTS.csv COUNT   answers the commands of README.md for the first residents of the file
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { decisionModel } from './zen_rules.mjs';

const COLUMNS = ['status', 'standard_fen', 'assistance_fen', 'fee_fen', 'subsidy_fen', 'wait_of', 'benefit_start', 'benefit_end', 'deductible_fen'];
const FACTORS = [1073741827n, 536870923n, 268435459n, 134217757n, 67108879n, 1610612741n, 805306457n, 402653189n, 201326611n];
const PRIME = 2147483647n;

const dashed = date => date.replace(/(....)(..)(..)/, '$1-$2-$3');
const truth = text => ({ '': null, true: true, false: false })[text];

/** What a bureau's program would ask about a row of its file. */
const questionOf = row => ({
  tier: row.tier,
  identities: row.identities.split(';').filter(identity => identity),
  newborn: row.circumstance === 'newborn',
  student: row.university_student === 'true',
  gap: Number(row.gap_years),
  paid: row.already_paid_normally === 'true',
  employee: row.employee_insured === 'true',
  elsewhere: row.insured_elsewhere === 'true',
  independent: truth(row.independent_enrolment),
  guardian: truth(row.guardian_paid),
  assisted_there: row.assisted_there === 'true',
  payment: Number(row.payment_date),
  paid_on: dashed(row.payment_date),
  birth: row.birth_date ? Number(row.birth_date) : null,
  born_on: dashed(row.birth_date),
  recognised: row.identity_recognised_on ? Number(row.identity_recognised_on) : null,
});

async function* questions(path, count) {
  let header;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const fields = line.split(',');
    if (!header) header = fields;
    else if (count-- > 0) {
      const row = Object.fromEntries(header.map((name, place) => [name, fields[place]]));
      yield { resident: Number(row.id.slice(1)), question: questionOf(row) };
    } else return;
  }
}

const [path, count] = process.argv.slice(2);
const residents = [];
for await (const resident of questions(path, Number(count))) residents.push(resident);
// What a loader gives is compiled once.
const model = new ZenDecisionContent(Buffer.from(JSON.stringify(decisionModel())));
const decision = await new ZenEngine({ loader: async () => model }).getDecision('fengdu');
const answers = [];

async function run(seconds) {
  let [quotes, elapsed] = [0, 0];
  while (elapsed < seconds || quotes === 0) {
    const start = performance.now();
    for (let i = 0; i < residents.length; i++) answers[i] = (await decision.evaluate(residents[i].question)).result;
    elapsed += (performance.now() - start) / 1000;
    quotes += residents.length;
  }
  return { quotes, seconds: elapsed };
}

function mixed({ resident }, place) {
  const hash = COLUMNS.reduce((sum, column, at) => sum + BigInt(answers[place][column] + 1) * FACTORS[at], 0n);
  const mix = (hash % PRIME + BigInt(resident) * 1000003n) % PRIME;
  const once = (mix * mix + 1n) % PRIME;
  const twice = (once * once + mix) % PRIME;
  return (twice * twice + once) % PRIME;
}

const shown = ({ resident }, place) => [resident, ...COLUMNS.map(column => answers[place][column])].join(',');

const commands = {
  run: (work, seconds) => run(Number(seconds)),
  checksum: (work, count) => ({ sum: String(residents.map(mixed).slice(0, Number(count)).reduce((sum, mix) => sum + mix, 0n)) }),
  answers: (work, file) => writeFileSync(file, `resident,${COLUMNS.join(',')}\n${residents.map(shown).join('\n')}\n`),
};

const { version } = JSON.parse(readFileSync(new URL('node_modules/@gorules/zen-engine/package.json', import.meta.url)));
const say = reply => process.stdout.write(`${JSON.stringify(reply ?? {})}\n`);
say({ version: `ZEN ${version}, Node.js ${process.versions.node}`, processes: [process.pid] });
for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...operands] = line.split('\t');
  say(await commands[command](...operands));
}

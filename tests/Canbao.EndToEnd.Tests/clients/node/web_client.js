'use strict';
// Asks the endpoint for browsers as the gRPC-Web clients of npm do. Arguments: URL, the proto folder, the image that buf made of it,
// golden.jsonl, region, year.
const assert = require('assert');
const connectWeb = require('./web_connect');
const google = require('./web_google');
const golden = require('./golden');

const [url, protos, image, goldenPath, region, year] = process.argv.slice(2);
const QUOTES = 'canbao.v1.QuoteService';
const INVALID_ARGUMENT = 3;

/** In JSON an int64 is a string. */
const plain = quote => Object.fromEntries(Object.entries(quote).map(([key, value]) => [key, key.endsWith('_fen') ? Number(value) : value]));

async function checkQuotes(client, cases) {
  const requests = golden.rows(cases, 0).rows.map(row => ({ ...row, region, benefit_year: Number(year) }));
  const quotes = await Promise.all(requests.map(request => client.ask(QUOTES, 'Quote', request)));
  assert.deepEqual(cases.flatMap((one, i) => golden.differences(one, plain(quotes[i]))), []);
  console.log(`${client.name}: ${quotes.length} worked cases agree`);
}

const failure = promise => promise.then(() => assert.fail('this was to be refused'), error => error);

async function checkErrors(client, one) {
  const request = { ...golden.rows([one], 1).rows[0], region, benefit_year: Number(year), payment_date: 20250230 };
  const error = await failure(client.ask(QUOTES, 'Quote', request));
  assert.equal(error.code, INVALID_ARGUMENT, error.message);
  assert.equal(error.violations[0].field, 'payment_date');
  assert.match(error.violations[0].description, /20250230/);
  const refused = await failure(client.ask('canbao.v1.PolicyService', 'ReloadPolicies', {}));
  assert.match(refused.message, /415|content.type/i);
}

async function main() {
  const cases = golden.read(goldenPath, region, Number(year));
  assert.ok(cases.length > 0);
  const clients = [connectWeb.connect(url, image), google.connect(url, protos, google.BINARY), google.connect(url, protos, google.TEXT)];
  for (const client of clients) {
    await checkQuotes(client, cases);
    await checkErrors(client, cases[0]);
  }
  // XMLHttpRequest in node shows a response when it has ended; Google's client is seen streaming in the browser.
  assert.equal((await clients[0].first('grpc.health.v1.Health', 'Watch', { service: QUOTES })).status, 'SERVING');
  console.log('all checks passed');
}

main().then(() => process.exit(0), error => {
  console.error(error);
  process.exit(1);
});

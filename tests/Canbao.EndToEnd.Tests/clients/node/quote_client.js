'use strict';
// Asks a running service as npm's @grpc/grpc-js does. Arguments: host:port, the proto folder, golden.jsonl, region, year.
const path = require('path');
const assert = require('assert');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const golden = require('./golden');

const [address, protos, goldenPath, region, year] = process.argv.slice(2);
const contract = grpc.loadPackageDefinition(loader.loadSync(
  ['canbao/v1/quote_service.proto', 'grpc/health/v1/health.proto'],
  { includeDirs: [protos], keepCase: true, longs: Number, enums: String, arrays: true, oneofs: true }));
const BadRequest = protobuf.loadSync(path.join(protos, 'google/rpc/error_details.proto')).lookupType('google.rpc.BadRequest');
const Any = protobuf.common.get('google/protobuf/any.proto');
const StatusType = protobuf.Root.fromJSON(Any).addJSON({
  Status: { fields: { code: { type: 'int32', id: 1 }, message: { type: 'string', id: 2 }, details: { rule: 'repeated', type: 'google.protobuf.Any', id: 3 } } },
}).lookupType('Status');

const credentials = grpc.credentials.createInsecure();
const soon = () => new Date(Date.now() + 30_000);
const ask = (client, method, request) => new Promise((resolve, reject) =>
  client[method](request, { deadline: soon() }, (error, reply) => (error ? reject(error) : resolve(reply))));

function violations(status) {
  assert.equal(status.details.length, 1);
  assert.equal(status.details[0].type_url, 'type.googleapis.com/google.rpc.BadRequest');
  const found = BadRequest.decode(status.details[0].value).fieldViolations;
  return Object.fromEntries(found.map(violation => [violation.field, violation.description]));
}

function checkCases(cases, quotes) {
  assert.equal(quotes.length, cases.length);
  assert.deepEqual(cases.flatMap((one, i) => golden.differences(one, quotes[i])), []);
  console.log(`${quotes.length} worked cases agree`);
}

function quotesOf(reply) {
  assert.ok(!reply.error, reply.error?.message);
  const answers = reply.quote_index.map(index => reply.distinct[index]);
  assert.deepEqual(answers.filter(answer => answer.result !== 'quote'), []);
  return answers.map(answer => answer.quote);
}

function exchange(client, batches) {
  return new Promise((resolve, reject) => {
    const replies = [];
    const call = client.StreamQuotes({ deadline: soon() });
    call.on('data', reply => replies.push(reply));
    call.on('error', reject);
    call.on('end', () => resolve(replies));
    batches.forEach(batch => call.write(batch));
    call.end();
  });
}

async function checkStream(client, cases) {
  const badRow = golden.rows(cases.slice(0, 3), 3);
  badRow.rows[1].profile.identities.push('no_such_identity');
  const badBatch = golden.columns(cases, 4);
  badBatch.payment_date_index.push(0);
  const replies = await exchange(client, [golden.rows(cases, 1), golden.columns(cases, 2), badRow, badBatch, golden.rows(cases, 5)]);
  assert.deepEqual(replies.map(reply => reply.batch_id), [1, 2, 3, 4, 5]);
  for (const reply of [replies[0], replies[1], replies[4]]) checkCases(cases, quotesOf(reply));
  const answers = replies[2].quote_index.map(index => replies[2].distinct[index]);
  assert.deepEqual(answers.map(answer => answer.result), ['quote', 'error', 'quote']);
  assert.match(Object.values(violations(answers[1].error))[0], /no_such_identity/);
  assert.equal(replies[3].error.code, grpc.status.INVALID_ARGUMENT);
  assert.ok('payment_date_index' in violations(replies[3].error));
}

async function checkUnaryError(client, one) {
  const request = { ...golden.rows([one], 1).rows[0], region: one.region, benefit_year: one.year, payment_date: 20250230 };
  const error = await ask(client, 'Quote', request).then(() => assert.fail('30 February was accepted'), failed => failed);
  assert.equal(error.code, grpc.status.INVALID_ARGUMENT, error.message);
  const status = StatusType.decode(error.metadata.get('grpc-status-details-bin')[0]);
  assert.match(violations(status).payment_date, /20250230/);
  console.log('errors have details');
}

async function main() {
  const cases = golden.read(goldenPath, region, Number(year));
  assert.ok(cases.length > 0);
  const health = new contract.grpc.health.v1.Health(address, credentials);
  assert.equal((await ask(health, 'Check', { service: 'canbao.v1.QuoteService' })).status, 'SERVING');
  const client = new contract.canbao.v1.QuoteService(address, credentials);
  const requests = golden.rows(cases, 0).rows.map(row => ({ ...row, region, benefit_year: Number(year) }));
  checkCases(cases, await Promise.all(requests.map(request => ask(client, 'Quote', request))));
  await checkStream(client, cases);
  await checkUnaryError(client, cases[0]);
  client.close();
  health.close();
  console.log('all checks passed');
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});

'use strict';
// The interop cases of grpc/doc/interop-test-descriptions.md, asked by npm's @grpc/grpc-js, whose package has no interop
// client of its own. Arguments: the port on 127.0.0.1 and the case. Prints "OK" and the case, or fails.
const assert = require('assert');
const { grpc, testing, responseSizes, requestSizes, zeros } = require('./testservice');

const [port, name] = process.argv.slice(2);
const connect = options => new testing.TestService(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
const client = connect();
const soon = () => ({ deadline: Date.now() + 20_000 });
const large = { response_size: 314159, payload: zeros(271828) };
const parameters = (...sizes) => sizes.map(size => ({ size }));
const special = '\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \u{1f608}\t\n';

/** Everything that comes back of a call, once its status is there. */
const outcome = call => new Promise(resolve => {
  const found = { messages: [] };
  call.on('metadata', headers => { found.headers = headers; });
  call.on('data', message => found.messages.push(message));
  call.on('error', () => {});
  call.on('status', status => resolve({ ...found, status }));
});

async function unary(method, request, { headers = new grpc.Metadata(), from = client } = {}) {
  let reply;
  const call = from[method](request, headers, soon(), (error, value) => { reply = value; });
  return { ...await outcome(call), reply };
}

async function duplex(requests, headers = new grpc.Metadata(), options = soon()) {
  const call = client.FullDuplexCall(headers, options);
  const done = outcome(call);
  requests.forEach(request => call.write(request));
  call.end();
  return done;
}

function assertStatus(found, code, message) {
  assert.equal(found.status.code, code, `status ${found.status.code} ${found.status.details}`);
  if (message !== undefined) assert.equal(found.status.details, message);
}

function assertLarge(found) {
  assertStatus(found, grpc.status.OK);
  assert.ok(found.reply.payload.body.equals(Buffer.alloc(large.response_size)));
}

const sizesOf = found => found.messages.map(message => message.payload.body.length);

const unimplemented = path => outcome(client.makeUnaryRequest(
  path, () => Buffer.alloc(0), bytes => bytes, {}, new grpc.Metadata(), soon(), () => {}));

const cases = {
  async empty_unary() {
    const found = await unary('EmptyCall', {});
    assertStatus(found, grpc.status.OK);
    assert.deepEqual(found.reply, {});
  },
  async large_unary() {
    assertLarge(await unary('UnaryCall', large));
  },
  async client_streaming() {
    const sum = await new Promise((resolve, reject) => {
      const call = client.StreamingInputCall(new grpc.Metadata(), soon(), (error, reply) => (error ? reject(error) : resolve(reply)));
      requestSizes.forEach(size => call.write({ payload: zeros(size) }));
      call.end();
    });
    assert.equal(sum.aggregated_payload_size, 74922);
  },
  async server_streaming() {
    const found = await outcome(client.StreamingOutputCall({ response_parameters: parameters(...responseSizes) }, soon()));
    assertStatus(found, grpc.status.OK);
    assert.deepEqual(sizesOf(found), responseSizes);
  },
  async ping_pong() {
    const call = client.FullDuplexCall(soon());
    const done = outcome(call);
    let turn = 0;
    const ping = () => call.write({ response_parameters: parameters(responseSizes[turn]), payload: zeros(requestSizes[turn]) });
    call.on('data', () => (++turn < responseSizes.length ? ping() : call.end()));
    ping();
    const found = await done;
    assertStatus(found, grpc.status.OK);
    assert.deepEqual(sizesOf(found), responseSizes);
  },
  async empty_stream() {
    const found = await duplex([]);
    assertStatus(found, grpc.status.OK);
    assert.deepEqual(found.messages, []);
  },
  async timeout_on_sleeping_server() {
    const call = client.FullDuplexCall({ deadline: Date.now() + 1 });
    const done = outcome(call);
    call.write({ payload: zeros(27182) });
    assertStatus(await done, grpc.status.DEADLINE_EXCEEDED);
  },
  async cancel_after_begin() {
    const call = client.StreamingInputCall(new grpc.Metadata(), soon(), () => {});
    const done = outcome(call);
    call.cancel();
    assertStatus(await done, grpc.status.CANCELLED);
  },
  async cancel_after_first_response() {
    const call = client.FullDuplexCall(soon());
    const done = outcome(call);
    call.on('data', () => call.cancel());
    call.write({ response_parameters: parameters(31415), payload: zeros(27182) });
    const found = await done;
    assertStatus(found, grpc.status.CANCELLED);
    assert.deepEqual(sizesOf(found), [31415]);
  },
  async status_code_and_message() {
    const response_status = { code: grpc.status.UNKNOWN, message: 'test status message' };
    assertStatus(await unary('UnaryCall', { response_status }), grpc.status.UNKNOWN, response_status.message);
    assertStatus(await duplex([{ response_status }]), grpc.status.UNKNOWN, response_status.message);
  },
  async special_status_message() {
    const response_status = { code: grpc.status.UNKNOWN, message: special };
    assertStatus(await unary('UnaryCall', { response_status }), grpc.status.UNKNOWN, special);
  },
  async custom_metadata() {
    const headers = new grpc.Metadata();
    headers.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    headers.set('x-grpc-test-echo-trailing-bin', Buffer.from([0xab, 0xab, 0xab]));
    for (const found of [
      await unary('UnaryCall', large, { headers }),
      await duplex([{ response_parameters: parameters(314159), payload: zeros(271828) }], headers),
    ]) {
      assertStatus(found, grpc.status.OK);
      assert.deepEqual(found.headers.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.deepEqual(found.status.metadata.get('x-grpc-test-echo-trailing-bin'), [Buffer.from([0xab, 0xab, 0xab])]);
    }
  },
  async unimplemented_method() {
    assertStatus(await unimplemented('/grpc.testing.TestService/UnimplementedCall'), grpc.status.UNIMPLEMENTED);
  },
  async unimplemented_service() {
    assertStatus(await unimplemented('/grpc.testing.UnimplementedService/UnimplementedCall'), grpc.status.UNIMPLEMENTED);
  },
  /** First the probe: a server that cannot tell whether a message came compressed proves nothing. */
  async client_compressed_unary() {
    const expecting = value => ({ ...large, expect_compressed: { value } });
    assertStatus(await unary('UnaryCall', expecting(true)), grpc.status.INVALID_ARGUMENT);
    const from = connect({ 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
    assertLarge(await unary('UnaryCall', expecting(true), { from }));
    assertLarge(await unary('UnaryCall', expecting(false)));
  },
  /** The library does not say whether a reply came compressed: only that it can be read. */
  async server_compressed_unary() {
    assertLarge(await unary('UnaryCall', { ...large, response_compressed: { value: true } }));
    assertLarge(await unary('UnaryCall', { ...large, response_compressed: { value: false } }));
  },
};

async function main() {
  await cases[name]();
  console.log(`OK ${name}`);
}

main().then(() => process.exit(0), error => {
  console.error(error);
  process.exit(1);
});

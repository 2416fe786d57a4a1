'use strict';
// grpc.testing.TestService on npm's @grpc/grpc-js: the library is theirs, the handlers are ours.
// Argument: the port on 127.0.0.1.
const { grpc, testing, zeros } = require('./testservice');

const initial = 'x-grpc-test-echo-initial';
const trailing = 'x-grpc-test-echo-trailing-bin';

/** Sends the initial metadata that was asked for; the trailing one is for the end of the call. */
function echo(call) {
  const [headers, trailers] = [new grpc.Metadata(), new grpc.Metadata()];
  call.metadata.get(initial).forEach(value => headers.add(initial, value));
  call.metadata.get(trailing).forEach(value => trailers.add(trailing, value));
  call.sendMetadata(headers);
  return trailers;
}

const statusOf = request => (request.response_status?.code
  ? { code: request.response_status.code, details: request.response_status.message } : null);

const respond = (call, request) => request.response_parameters.forEach(({ size }) => call.write({ payload: zeros(size) }));

const server = new grpc.Server();
server.addService(testing.TestService.service, {
  EmptyCall: (call, done) => done(null, {}, echo(call)),
  UnaryCall(call, done) {
    const trailers = echo(call);
    done(statusOf(call.request), { payload: zeros(call.request.response_size) }, trailers);
  },
  StreamingInputCall(call, done) {
    let sum = 0;
    call.on('data', request => { sum += request.payload.body.length; });
    call.on('end', () => done(null, { aggregated_payload_size: sum }));
  },
  StreamingOutputCall(call) {
    respond(call, call.request);
    call.end();
  },
  FullDuplexCall(call) {
    const trailers = echo(call);
    let refused = false;
    call.on('data', request => {
      const status = statusOf(request);
      if (status) {
        refused = true;
        call.emit('error', status);
      } else {
        respond(call, request);
      }
    });
    call.on('end', () => refused || call.end(trailers));
  },
});
server.bindAsync(`127.0.0.1:${process.argv[2]}`, grpc.ServerCredentials.createInsecure(), error => {
  if (error) throw error;
});

'use strict';
// npm's grpc-web, Google's own client, with messages of protobufjs. It wants a browser's XMLHttpRequest.
global.XMLHttpRequest = require('xhr2');
const path = require('path');
const protobuf = require('protobufjs');
const { GrpcWebClientBase, MethodDescriptor } = require('grpc-web');

const BINARY = 'binary';
const TEXT = 'text';

function loadRoot(protos) {
  const root = new protobuf.Root();
  root.resolvePath = (_, file) => (file.startsWith('google/protobuf/') ? file : path.join(protos, file));
  const files = ['canbao/v1/quote_service.proto', 'canbao/v1/policy_service.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'];
  return root.loadSync(files, { keepCase: true });
}

function connect(baseUrl, protos, format) {
  const root = loadRoot(protos);
  root.resolveAll();
  const client = new GrpcWebClientBase({ format });
  const soon = () => ({ deadline: String(Date.now() + 30_000) });

  function describe(serviceName, methodName) {
    const method = root.lookupService(serviceName).methods[methodName];
    const { resolvedRequestType: input, resolvedResponseType: output } = method;
    const descriptor = new MethodDescriptor(`/${serviceName}/${methodName}`, 'unary', Object, Object,
      message => input.encode(message).finish(), bytes => output.toObject(output.decode(bytes), { enums: String, longs: Number }));
    return [`${baseUrl}${descriptor.getName()}`, request => input.fromObject(request), descriptor];
  }

  function violations(metadata = {}) {
    const status = root.lookupType('google.rpc.Status').decode(Buffer.from(metadata['grpc-status-details-bin'] ?? '', 'base64'));
    return status.details.flatMap(one => root.lookupType('google.rpc.BadRequest').decode(one.value).field_violations);
  }

  return {
    name: `grpc-web ${format}`,
    ask: (service, method, request) => new Promise((resolve, reject) => {
      const [url, toMessage, descriptor] = describe(service, method);
      client.rpcCall(url, toMessage(request), soon(), descriptor, (error, reply) => {
        if (error) reject(Object.assign(error, { violations: violations(error.metadata) }));
        else resolve(reply);
      });
    }),
  };
}

module.exports = { connect, BINARY, TEXT };

'use strict';
// npm's @connectrpc/connect-web as a gRPC-Web client; it takes its descriptors from a file that buf has built.
const fs = require('fs');
const { createClient } = require('@connectrpc/connect');
const { createGrpcWebTransport } = require('@connectrpc/connect-web');
const { createFileRegistry, fromBinary, fromJson, toJson } = require('@bufbuild/protobuf');
const { FileDescriptorSetSchema } = require('@bufbuild/protobuf/wkt');

function connect(baseUrl, image) {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, fs.readFileSync(image)));
  const transport = createGrpcWebTransport({ baseUrl, defaultTimeoutMs: 30_000 });
  const json = { registry, useProtoFieldName: true };

  function call(serviceName, methodName, request) {
    const service = registry.getService(serviceName);
    const method = service.methods.find(one => one.name === methodName);
    const reply = createClient(service, transport)[method.localName](fromJson(method.input, request, json));
    return [reply, message => toJson(method.output, message, json)];
  }

  return {
    name: 'connect-web',
    async ask(service, method, request) {
      const [reply, toObject] = call(service, method, request);
      try {
        return toObject(await reply);
      } catch (error) {
        const details = error.findDetails(registry.getMessage('google.rpc.BadRequest'));
        throw Object.assign(error, { violations: details.flatMap(one => one.fieldViolations) });
      }
    },
    async first(service, method, request) {
      const [stream, toObject] = call(service, method, request);
      for await (const message of stream) return toObject(message);
      return undefined;
    },
  };
}

module.exports = { connect };

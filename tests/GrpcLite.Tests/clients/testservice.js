'use strict';
// grpc.testing as npm's @grpc/grpc-js sees it, and the numbers of the interop cases.
const path = require('path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const protos = path.join(__dirname, '../../InteropHost/Protos');
const options = { includeDirs: [protos], keepCase: true, enums: String, defaults: true };
const { testing } = grpc.loadPackageDefinition(loader.loadSync('grpc/testing/test.proto', options)).grpc;

module.exports = {
  grpc,
  testing,
  responseSizes: [31415, 9, 2653, 58979],
  requestSizes: [27182, 8, 1828, 45904],
  zeros: size => ({ body: Buffer.alloc(size) }),
};

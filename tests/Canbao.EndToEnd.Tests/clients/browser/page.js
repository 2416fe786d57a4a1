// A page that asks a service of another origin with Google's grpc-web, in its text mode. The service's address is in the query;
// what came of it goes into the body, and the title says that it is there.
import { GrpcWebClientBase, MethodDescriptor } from '/modules/grpc-web/index.esm.js';

const address = new URLSearchParams(location.search).get('service');
const client = new GrpcWebClientBase({ format: 'text' });
const deadline = () => ({ deadline: String(Date.now() + 10_000) });

async function describe(file, service, method, kind) {
  const root = new protobuf.Root();
  root.resolvePath = (_, name) => (name.startsWith('google/protobuf/') ? name : `/protos/${name}`);
  (await root.load(file)).resolveAll();
  const { resolvedRequestType: input, resolvedResponseType: output } = root.lookupService(service).methods[method];
  const descriptor = new MethodDescriptor(`/${service}/${method}`, kind, Object, Object,
    message => input.encode(message).finish(), bytes => output.toObject(output.decode(bytes), { enums: String, longs: Number }));
  return [`${address}${descriptor.getName()}`, input, descriptor];
}

async function quote(request) {
  const [url, input, descriptor] = await describe('canbao/v1/quote_service.proto', 'canbao.v1.QuoteService', 'Quote', 'unary');
  return new Promise(resolve => client.rpcCall(url, input.fromObject(request), deadline(), descriptor,
    (error, reply) => resolve(error ? { code: error.code, message: error.message, details: error.metadata } : reply)));
}

/** The first message of a stream that goes on. */
async function watch() {
  const [url, input, descriptor] = await describe('grpc/health/v1/health.proto', 'grpc.health.v1.Health', 'Watch', 'server_streaming');
  return new Promise(resolve => {
    const stream = client.serverStreaming(url, input.create(), deadline(), descriptor);
    stream.on('data', reply => {
      stream.cancel();
      resolve(reply);
    });
    stream.on('error', error => resolve({ code: error.code, message: error.message }));
  });
}

const request = {
  region: '500230', benefitYear: 2025, paymentDate: 20241115, profile: { tier: 'tier1' },
};
const answers = {
  quote: await quote(request), error: await quote({ ...request, paymentDate: 20250230 }), health: await watch(),
};
document.body.textContent = JSON.stringify(answers);
document.title = 'done';

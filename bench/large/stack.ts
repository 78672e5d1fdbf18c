import { App, Environment, Network, Service, Stack, text, Variable, Volume } from '../../constructs/index.ts';
import { servicesOf, size } from './services.js';

const app = new App();
const host = { cpus: 4096, memory: '8192gb', disk: '9000gb' } as const;
for (const environment of Environment.all({ production: { host } })) {
  const stack = new Stack(app, 'large', environment, {
    title: 'Large',
    version: '1.0',
    languages: ['en', 'id'],
  });
  const [phase] = stack.phases('all');
  const level = new Variable('LOG_LEVEL', { description: 'How much is logged.', default: 'info' });
  const networks = new Map<string, Network>();
  const services = new Map<string, Service>();
  for (const { id, image, network, volume, published, waits } of servicesOf(size)) {
    const on = networks.get(network) ?? new Network(stack, network, { purpose: `What ${network} needs` });
    networks.set(network, on);
    const before = waits.flatMap((one) => services.get(one) ?? []);
    const [upstream] = before;
    const service = new Service(phase, id, {
      image: image as `${string}:${string}`,
      command: ['serve', '--name', id],
      env: {
        NAME: id,
        LOG_LEVEL: level,
        UPSTREAM_URL: upstream ? text`http://${upstream.at(8000)}/api` : 'none',
      },
      networks: [on],
      port: 8000,
      publish: [{ address: '127.0.0.1', published, target: 8000, protocol: 'tcp' }],
      health: { exec: ['app', 'ready'] },
    });
    service.mount(new Volume(phase, volume, { holds: 'A cache', kind: 'cache' }), '/var/lib/app');
    for (const one of before) service.waitFor(one);
    services.set(id, service);
  }
}

export default app;

import {
  App,
  Environment,
  Network,
  Postgres,
  Secret,
  Service,
  Stack,
  text,
  Variable,
  Volume,
} from '../constructs/index.ts';
import type { StackModel } from '../src/model/stack.ts';

/** Services that start together; each waits for all of the phase before, as phases say. */
const perPhase = 20;

/**
 * A stack with that many services and the usual wiring: a database for each phase, applications that point at it and at one of
 * the phase before, on two of the networks, with a secret, a port on loopback, a volume and a health check.
 */
export function stackOf(services: number): StackModel {
  const app = new App();
  const host = { cpus: 64, memory: '8192gb', disk: '9000gb' } as const;
  for (const environment of Environment.all({ production: { host, guarded: true } })) {
    const count = Math.ceil(services / perPhase);
    const stack = new Stack(app, 'large', environment, {
      title: 'Large',
      version: '1.0',
      backups: { at: '03:00', keepDays: 7 },
    });
    const networks = Array.from(
      { length: 20 },
      (_, i) => new Network(stack, `net-${i}`, { purpose: `Network ${i}` }),
    );
    const front = new Network(stack, 'front', { purpose: 'The way out' });
    const level = new Variable('LOG_LEVEL', { description: 'How much is logged.', default: 'info' });
    let before: Service[] = [];
    stack.phases(...Array.from({ length: count }, (_, i) => `phase-${i}`)).forEach((phase, p) => {
      const own = networks.slice(p % 20, (p % 20) + 1);
      const next = networks.slice((p + 1) % 20, ((p + 1) % 20) + 1);
      const database = new Postgres(phase, `db-${p}`, {
        image: 'postgres:16.4-alpine3.20',
        database: `app${p}`,
        networks: [...own, ...next],
      });
      const members: Service[] = [database];
      for (let i = 1; i < perPhase && p * perPhase + i < services; i++) {
        const id = `app-${p}-${i}`;
        const earlier = before[i];
        const key = new Secret(`KEY_${p}_${i}`, { description: `Signs what ${id} says.` });
        const cache = new Volume(phase, `${id}-cache`, { holds: 'A cache', kind: 'cache' });
        const service = new Service(phase, id, {
          image: 'example.org/app:1.4.2',
          networks: [...own, ...next, front],
          port: 8000,
          publish: [
            { address: '127.0.0.1', published: 10_000 + p * perPhase + i, target: 8000, protocol: 'tcp' },
          ],
          command: ['app', '--port', 8000, '--name', id],
          health: { exec: ['app', 'ready', 'http://127.0.0.1:8000/health'] },
          user: '1000:1000',
          env: {
            DATABASE_URL: database.url,
            SIGNING_KEY: key,
            LOG_LEVEL: level,
            ...(earlier && {
              UPSTREAM_URL: text`http://${earlier.address}/api`,
              UPSTREAM_HOST: earlier.node.id,
              UPSTREAMS: `${earlier.node.id}:${earlier instanceof Postgres ? 5432 : 8000}`,
            }),
          },
        });
        service.mount(cache, '/var/cache/app');
        service.waitFor(database);
        members.push(service);
      }
      before = members;
    });
  }
  const [model] = app.toModel().flatMap(({ stacks }) => stacks);
  if (model === undefined) throw new Error('there is no stack');
  return model;
}

import {
  App,
  ConfigFile,
  Environment,
  Job,
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
 * A stack with that many services and the usual wiring: a database for each phase, a job beside it, applications that point at it
 * and at one of the phase before, on two of the networks, with a secret, a port on loopback, a volume, a health check and, every
 * other one, a generated file. Everything grows with the services but the networks and the members of a phase.
 */
export function appOf(services: number): App {
  const app = new App();
  const host = { cpus: 64, memory: '8192gb', disk: '9000gb' } as const;
  for (const environment of Environment.all({ production: { host, guarded: true } })) {
    const count = Math.ceil(services / perPhase);
    const stack = new Stack(app, 'large', environment, {
      languages: ['en', 'id'],
      title: 'Large',
      version: '1.0',
      backups: { at: '03:00', keepDays: 7 },
    });
    const networks = Array.from(
      { length: Math.min(20, count + 1) },
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
      const seed = new Job(phase, `seed-${p}`, {
        image: `example.org/app-${p}:1.4.2`,
        networks: [...own, ...next],
        command: ['seed', '--phase', p],
        env: { DATABASE_URL: database.url },
      });
      const members: Service[] = [database, seed.waitFor(database)];
      for (let i = 2; i < perPhase && p * perPhase + i < services; i++) {
        const id = `app-${p}-${i}`;
        const earlier = before[i];
        const key = new Secret(`KEY_${p}_${i}`, { description: `Signs what ${id} says.` });
        const cache = new Volume(phase, `${id}-cache`, { holds: 'A cache', kind: 'cache' });
        const service = new Service(phase, id, {
          image: `example.org/app-${p}:1.4.2`,
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
        if (i % 2 === 0)
          service.mount(
            new ConfigFile(phase, `${id}-conf`, {
              file: `conf/${id}.conf`,
              content: `name ${id}\n`,
              comment: '#',
            }),
            '/etc/app.conf',
          );
        members.push(service);
      }
      before = members;
    });
  }
  return app;
}

/** The same as a model. */
export function stackOf(services: number): StackModel {
  const [model] = appOf(services)
    .toModel()
    .flatMap(({ stacks }) => stacks);
  if (model === undefined) throw new Error('there is no stack');
  return model;
}

import { images } from '../support/posthog.ts';
import type { Part } from './change.ts';
import { idle } from './idle.ts';
import type { Done } from './running.ts';
import { Running } from './running.ts';

/** What no file tells, or what is worse than a restart, and what a version does. */
export interface Quirk {
  readonly said: string;
  ask(running: Running): Promise<string>;
}

const on = (networks: Part['networks'], ...names: readonly string[]): Part => ({
  services: { a: { ...idle, networks: names }, b: { ...idle, networks: names } },
  networks: networks ?? {},
});
const mounts = (said: object): Part => ({
  services: { a: { ...idle, network_mode: 'none', volumes: ['data:/v'] } },
  volumes: { data: said },
});

/** What became of the service `a`. */
function fate({ replaced, restarted, failure }: Done): string {
  if (failure !== undefined) return '**`up` fails**';
  return replaced.includes('a') ? 'made anew' : restarted.includes('a') ? 'restarted' : 'stays';
}

/** Makes states come true one after the other; what became of `a` each time but the first. */
async function through(running: Running, ...states: readonly Part[]): Promise<string> {
  const found: string[] = [];
  for (const state of states) {
    running.becomes(state);
    found.push(fate(await running.up()));
  }
  return found.slice(1).join(', then ');
}

const external = { external: true, name: 'plan-exact-outside' };

export const quirks: readonly Quirk[] = [
  {
    said: 'what else is said of a network: whether its services still find each other by their names',
    async ask(running) {
      await through(running, on({ n: {} }, 'n'), on({ n: { labels: { a: '1' } } }, 'n'));
      return running.says('a', 'getent', 'hosts', 'b') === '' ? '**no**' : 'yes';
    },
  },
  {
    said: 'another `name` of a network that is the first of its services',
    ask: (running) => through(running, on({ n: {} }, 'n'), on({ n: { name: 'plan-exact-renamed' } }, 'n')),
  },
  {
    said: 'a network of others, and then one of its own; `up` twice',
    ask: (running) => through(running, on({ n: external }, 'n'), on({ n: {} }, 'n'), on({ n: {} }, 'n')),
  },
  {
    said: 'a volume of others, and then one of its own; `up` twice',
    ask: (running) => through(running, mounts(external), mounts({}), mounts({})),
  },
  {
    said: 'another `driver_opts` of a volume, nobody answers; whether the data are there',
    async ask(running) {
      await through(running, mounts({}));
      running.says('a', 'touch', '/v/kept');
      running.becomes(mounts({ driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' } }));
      const done = fate(await running.up());
      return `${done}, ${running.says('a', 'ls', '/v') === 'kept' ? 'yes' : '**no**'}`;
    },
  },
  {
    said: 'the same with `up -y`',
    async ask(running) {
      await through(running, mounts({}));
      running.says('a', 'touch', '/v/kept');
      running.becomes(mounts({ labels: { a: '1' } }));
      const done = fate(await running.up('-y'));
      return `${done}, ${running.says('a', 'ls', '/v') === 'kept' ? 'yes' : '**no**'}`;
    },
  },
  {
    said: 'another Dockerfile: `up`, then `up --build`',
    async ask(running) {
      const built = (words: string): Part => ({
        services: { a: { ...idle, image: 'plan-exact/built:1', build: '.', network_mode: 'none' } },
        files: { Dockerfile: `FROM ${images.posthog}\nLABEL said=${words}\n` },
      });
      running.becomes(built('one'));
      await running.up('--build');
      running.becomes(built('two'));
      return `${fate(await running.up())}, then ${fate(await running.up('--build'))}`;
    },
  },
];

/** What a version does with each, one after the other. */
export async function asked(config: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { ask } of quirks) {
    const running = new Running('plan-exact-quirk', config);
    try {
      answers.push(await ask(running));
    } finally {
      running.dispose();
    }
  }
  return answers;
}

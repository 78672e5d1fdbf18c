import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLive } from '../../src/plan/live.ts';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must, readingVersions, run } from './support/tool.ts';

const image = 'plan-live-image';
const source = sourceOf(
  'plan-live',
  ['Job', 'Network', 'Secret', 'Service', 'Volume'],
  `const inside = new Network(stack, 'inside', { purpose: 'Both', internal: true });
  const password = new Secret('STORE_PASSWORD', { description: 'Of the store.' });
  const one = { image: '${image}:1', command: ['sleep', '100000'], memory: '64mb', stopGrace: '1s', health: { exec: ['true'], interval: '1s' }, networks: [inside] } as const;
  const data = new Volume(core, 'data', { holds: 'What is kept.', kind: 'cache' });
  new Service(core, 'store', { ...one, env: { PASSWORD: password } }).mount(data, '/data');
  new Job(core, 'seed', { image: '${image}:1', command: ['true'], env: { PASSWORD: password } });
  new Service(last, 'web', one);`,
);

type Fates = Readonly<Record<'anew' | 'made' | 'started', readonly string[]>>;
type Override = Readonly<Record<string, unknown>>;

interface Change {
  readonly what: string;
  /** What an override says from now on. */
  readonly override: Override;
  /** How plan ends where anything changes. */
  readonly code: number;
  /** What docker is told before. */
  readonly before?: readonly string[];
}

const side = { image: `${image}:1`, command: ['sleep', '100000'], stop_grace_period: '1s' };
const beside = {
  services: { side: { ...side, network_mode: 'service:web' }, store: { env_file: ['more.env'] } },
};
const labels = { a: 'b' };
const changes: readonly Change[] = [
  {
    what: 'a variable, and another image',
    override: {
      services: { store: { environment: { A: '1 < 2 & $$3' } }, web: { image: `${image}:2` } },
    },
    code: 2,
  },
  {
    what: 'a port, and one more network',
    override: {
      services: { web: { ports: ['127.0.0.1:18993:80'], networks: ['inside', 'default'] } },
      networks: { default: {} },
    },
    code: 2,
  },
  {
    what: 'a new image behind the tag',
    override: {},
    code: 2,
    before: ['tag', `${image}:2`, `${image}:1`],
  },
  { what: 'the namespace of another service, and a file of variables', override: beside, code: 2 },
  {
    what: 'that other service, and a label of the network',
    override: {
      services: { ...beside.services, web: { labels } },
      networks: { inside: { labels } },
    },
    code: 2,
  },
  {
    what: 'another name of the volume',
    override: {
      services: { ...beside.services, web: { labels } },
      networks: { inside: { labels } },
      volumes: { data: { name: 'plan-live-test_other' } },
    },
    code: 3,
  },
];

beforeAll(() => {
  must('docker', ['tag', images.posthog, `${image}:1`]);
  must('docker', ['build', '--quiet', '--tag', `${image}:2`, '-'], {
    input: `FROM ${images.posthog}\nLABEL a=b\n`,
  });
});
afterAll(() => {
  run('docker', ['image', 'rm', `${image}:1`, `${image}:2`]);
});

describe.each(readingVersions.map(([version]) => version))('with Compose %s', (version) => {
  let system: System;
  const at = (command: string, args: readonly string[], env = {}) =>
    run(command, args, { cwd: system.folder, timeout: 120_000, env: { ...system.env, ...env } });
  const plan = () => at('scripts/plan', []);
  const drift = (env = {}) => at('scripts/drift', [], env);

  /** Each service with its containers, and when they were started. */
  const running = () => {
    const format = '{{index .Config.Labels "com.docker.compose.service"}} {{.ID}} {{.State.StartedAt}}';
    const ids = must('docker', [
      'ps',
      '--all',
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${system.project}`,
    ]);
    const lines = must('docker', ['inspect', '--format', format, ...ids.split('\n').filter(Boolean)]);
    return new Map(
      lines
        .trim()
        .split('\n')
        .map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]),
    );
  };
  const fates = (before: ReturnType<typeof running>): Fates => {
    const all = [...running()].map(([name, [id, started]]) => {
      const [was, then] = before.get(name) ?? [];
      return [name, was === undefined ? 'made' : was !== id ? 'anew' : then !== started ? 'started' : ''];
    });
    const of = (fate: string) => all.flatMap(([name = '', is]) => (is === fate ? [name] : [])).sort();
    return { anew: of('anew'), made: of('made'), started: of('started') };
  };
  /** The same, of what plan said. */
  const said = (out: string): Fates => {
    const groups = new Map<string, string[]>();
    let group: string[] = [];
    for (const line of out.split('\n')) {
      if (/^[A-Z]/.test(line)) {
        group = [];
        groups.set(line, group);
      } else if (/^ {2}\S/.test(line)) group.push(line.trim().split(':')[0] ?? '');
    }
    const of = (...names: readonly string[]) => names.flatMap((name) => groups.get(name) ?? []);
    const again = /each start runs again: (.*)/.exec(out)?.[1]?.split(' ') ?? [];
    return {
      anew: of('Made anew').sort(),
      made: of('Made').sort(),
      started: [...of('Started', 'Stopped, and started again'), ...again].sort(),
    };
  };

  beforeAll(() => {
    must('docker', ['tag', images.posthog, `${image}:1`]);
    system = new System('plan-live', { compose: version });
    system.becomes(source);
    writeFileSync(join(system.folder, 'more.env'), 'MORE=1\n');
  });
  afterAll(() => system.dispose());

  it('a first start makes everything, and then there is nothing to do', () => {
    const { code, out } = plan();
    expect([code, said(out).made]).toEqual([2, ['seed', 'store', 'web']]);
    system.mustMake('start');
    expect(plan().out).toBe(
      'plan-live-test: nothing to do; 2 stay as they are; each start runs again: seed\n',
    );
    expect(drift()).toEqual({ code: 0, out: 'plan-live-test runs as it is described\n', err: '' });
  });

  it('what is written for elsewhere is JSON of its schema, and holds no secret', () => {
    const { code, out, err } = at('scripts/plan', ['--json']);
    expect([code, err]).toEqual([0, '']);
    const schema = JSON.parse(readFileSync('schemas/live.schema.json', 'utf8'));
    const valid = new Ajv({ strict: false }).compile(schema);
    expect([valid(JSON.parse(out)), valid.errors]).toEqual([true, null]);
    const live = readLive(out);
    expect(live.containers.map(({ service, hash }) => [service, hash]).sort()).toEqual(
      live.services.map(({ name, hash }) => [name, hash]).sort(),
    );
    const secret =
      /^STORE_PASSWORD=(.*)$/m.exec(readFileSync(join(system.folder, '.env'), 'utf8'))?.[1] ?? '';
    expect([secret.length > 8, out.includes(secret)]).toEqual([true, false]);
  });

  it('each drift is found, and none is left', () => {
    const web = `${system.project}-web-1`;
    const git = (...words: readonly string[]) =>
      must('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: system.folder });
    writeFileSync(join(system.folder, '.gitignore'), '.env\nbackups\n.backup-keys\nmore.env\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'a');
    must('docker', ['update', '--memory', '128m', '--memory-swap', '128m', web]);
    must('docker', [
      'run',
      '--detach',
      '--name',
      'plan-live-box',
      '--network',
      `${system.project}_inside`,
      `${image}:1`,
      'sleep',
      '1000',
    ]);
    appendFileSync(join(system.folder, 'Makefile'), '# by hand\n');
    must('docker', ['stop', `${system.project}-store-1`]);
    const { code, out } = drift({ COMPOSE_PROFILES: 'x' });
    must('docker', ['rm', '--force', 'plan-live-box']);
    expect(out.split('\n').filter((line) => /^ {2}\S/.test(line))).toEqual([
      '  the file Makefile is not as it was generated',
      '  this shell exports COMPOSE_PROFILES, which a plain docker compose obeys',
      expect.stringMatching(/^ {2}store: its container is exited/),
      expect.stringMatching(/^ {2}plan-live-test-web-1: its limit of memory is 134217728 bytes/),
      expect.stringMatching(/^ {2}the container plan-live-box is on the network plan-live-test_inside/),
    ]);
    expect(code).toBe(2);
    git('checkout', '--', 'Makefile');
    must('scripts/compose', ['up', '--detach', '--force-recreate', 'web', 'store'], {
      cwd: system.folder,
      env: system.env,
    });
    expect(drift().out).toBe('plan-live-test runs as it is described\n');
    rmSync(join(system.folder, '.git'), { recursive: true, force: true });
  });

  it.each(changes)('$what: what plan says is what up does', ({ override, code, before }) => {
    writeFileSync(join(system.folder, 'docker-compose.override.yml'), JSON.stringify(override));
    if (before !== undefined) must('docker', before);
    const then = running();
    const planned = plan();
    must('scripts/compose', ['up', '--detach', '--remove-orphans'], { cwd: system.folder, env: system.env });
    expect({ out: planned.out, ...said(planned.out) }).toEqual({ out: planned.out, ...fates(then) });
    // 2.26 does not look at a network.
    expect(planned.code).toBe(planned.out.includes('nothing to do') ? 0 : code);
  });

  it('data that would be where nobody looks are a risk, at which a start stops until somebody accepts that', () => {
    const mounts = (...volumes: readonly string[]) =>
      writeFileSync(
        join(system.folder, 'docker-compose.override.yml'),
        JSON.stringify({ services: { web: { volumes } } }),
      );
    const web = `${system.project}-web-1`;
    // What ran until now has a volume of another name.
    system.mustMake('down');
    mounts('./one:/kept', 'data:/v');
    system.mustMake('start');
    writeFileSync(join(system.folder, 'one/it'), '');
    mounts('./two:/kept', 'data:/w');
    const { folder, project } = system;
    const said = [
      `web had the folder ${folder}/one at /kept, and would have the folder ${folder}/two there, which is not the same data`,
      `web had the volume ${project}_data at /v, and would have it at /w: what looks for its data at /v finds none`,
    ];
    const { code, out } = plan();
    // Long words go over several lines.
    const bare = (text: string) => text.replaceAll(/\s/g, '');
    const [risks = ''] = /DATA AT RISK\n(?: .*\n)+/.exec(out) ?? [];
    expect([code, ...said.map((one) => bare(risks).includes(bare(one)))]).toEqual([3, true, true]);
    const id = () => must('docker', ['inspect', '--format', '{{.ID}}', web]);
    const before = id();
    const refused = system.make('start');
    expect([refused.code, id()]).toEqual([2, before]);
    for (const one of said) expect(refused.err).toContain(`error: ${one}\n`);
    expect(system.make('start', 'ACCEPT=data:./one').err).not.toContain('/one');
    system.mustMake('start', 'ACCEPT=data:./one,data:data');
    expect(must('docker', ['exec', web, 'ls', '/kept'])).toBe('');
    expect([plan().code, readFileSync(join(folder, 'one/it'), 'utf8')]).toEqual([0, '']);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must, run } from './support/tool.ts';

const system = new System('request');
afterAll(() => system.dispose());

const source = sourceOf(
  'request',
  ['Secret', 'Service', 'Volume'],
  `const token = new Secret('TOKEN', { description: 'Opens it.' });
  const does = { image: '${images.posthog}', user: '0', memory: '64mb', stopGrace: '1s', command: ['sh', '-c', 'sleep 100000'], env: { TOKEN: token } } as const;
  const data = new Volume(core, 'data', { holds: 'It', backup: { stop: true } });
  new Service(core, 'web', does).mount(data, '/data');
  new Service(core, 'tool', { ...does, profile: 'tools' }).mount(data, '/data');
  new Service(last, 'late', does);`,
);

beforeAll(() => {
  system.becomes(source);
  system.mustMake('start');
});

const runs = () =>
  must('docker', [
    'ps',
    '--filter',
    `label=com.docker.compose.project=${system.project}`,
    '--format',
    '{{.Label "com.docker.compose.service"}}',
  ])
    .split('\n')
    .filter(Boolean)
    .sort();
const everything = ['late', 'tool', 'web'];
const tool = (format: string) =>
  must('docker', ['inspect', '--format', format, `${system.project}-tool-1`]).trim();

it('starts when somebody asks for it, is shown, and stops with all others', () => {
  expect(runs()).toEqual(['late', 'web']);
  system.mustMake('start', 'SERVICE=tool');
  expect(runs()).toEqual(everything);
  expect(system.mustMake('status')).toMatch(/^request-test-tool-1 .* Up /m);
  system.mustMake('stop', 'SERVICE=tool');
  expect(runs()).toEqual(['late', 'web']);
  system.mustMake('start', 'SERVICE=tool');
  system.mustMake('stop');
  expect(runs()).toEqual([]);
  system.mustMake('start');
  expect(runs()).toEqual(['late', 'web']);
});

it('stands still while the volume is saved that it writes to, and goes on', () => {
  expect(system.mustMake('backup')).toContain('Stopping web meanwhile.\n');
  expect(runs()).toEqual(['late', 'web']);
  system.mustMake('start', 'SERVICE=tool');
  const before = tool('{{.Id}} {{.State.StartedAt}}');
  expect(system.mustMake('backup')).toContain('Stopping web tool meanwhile.\n');
  expect(runs()).toEqual(everything);
  const after = tool('{{.Id}} {{.State.StartedAt}}');
  expect([after.split(' ')[0], after]).toEqual([before.split(' ')[0], expect.not.stringMatching(before)]);
});

it('takes another secret where it runs, and is not started for that where it does not', () => {
  const held = (service: string) => system.mustExec(service, ['sh', '-c', 'echo "$TOKEN"']);
  const old = held('tool');
  system.mustMake('rotate', 'SECRET=TOKEN');
  expect(held('tool')).toBe(held('web'));
  expect(held('tool')).not.toBe(old);
  system.mustMake('stop', 'SERVICE=tool');
  system.mustMake('rotate', 'SECRET=TOKEN');
  expect(runs()).toEqual(['late', 'web']);
});

it('is stopped by an upgrade, which says so, and by a restore', () => {
  system.mustMake('start', 'SERVICE=tool');
  const { code, out } = run('scripts/upgrade', ['--force'], {
    cwd: system.folder,
    timeout: 300_000,
    env: system.env,
  });
  expect({ code, runs: runs() }).toEqual({ code: 0, runs: ['late', 'web'] });
  expect(out).toContain(
    'Stopping tool, which somebody asked for. It starts when somebody does again: make start SERVICE=tool\n',
  );
  system.mustMake('start', 'SERVICE=tool');
  system.mustMake('restore', 'BACKUP=latest');
  expect(runs()).toEqual(['late', 'web']);
});

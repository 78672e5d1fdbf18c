import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must, start } from './support/tool.ts';

/** Writes one number into two files, one after the other, without a pause; asked to stop, it ends a pair first. */
const pairs = [
  'sh',
  '-c',
  'n=$(cat /data/b 2>/dev/null || echo 0); trap "stop=yes" TERM; while [ -z "$stop" ]; do n=$((n + 1)); echo $n >/data/a; echo $n >/data/b; sleep 0.01; done',
];
const says = (word: string) => JSON.stringify(['sh', '-c', `echo ${word} >>/tmp/told`]);
const system = new System('lines');
const source = sourceOf(
  'lines',
  ['Service', 'Volume'],
  `const image = '${images.posthog}';
  const health = { exec: ['test', '-s', '/data/b'], interval: '1s', startPeriod: '20s' } as const;
  const service = (id: string, props: object) =>
    new Service(core, id, { image, user: '0', memory: '64mb', stopGrace: '10s', ...props }).mount(new Volume(core, id + '_data', { holds: 'It' }), '/data');
  const entrypoint = ${JSON.stringify(pairs)};
  service('stopped', { entrypoint, health, backup: { stop: true, before: ${says('before')}, after: ${says('after')} } });
  service('frozen', { entrypoint, health, backup: { pause: true } });
  service('dumped', {
    entrypoint: ['sh', '-c', 'touch /data/b; while sleep 1; do :; done'], health: { exec: ['true'], interval: '1s' },
    backup: { dump: ['cat', '/data/b'], load: ['sh', '-c', 'cat >/data/b'], count: ['sh', '-c', 'wc -l </data/b'] },
  });`,
);

beforeAll(() => {
  system.becomes(source);
  system.mustMake('start');
  system.mustExec('dumped', ['sh', '-c', 'cat >/data/b'], 'one\ntwo\nthree\n');
});
afterAll(() => system.dispose());

const started = (service: string) =>
  must('docker', [
    'inspect',
    '--format',
    '{{.State.StartedAt}} {{.State.Status}}',
    `lines-test-${service}-1`,
  ]).trim();
const paused = () =>
  must('docker', [
    'ps',
    '--filter',
    'status=paused',
    '--filter',
    'name=lines-test',
    '--format',
    '{{.Names}}',
  ]).trim();
/** Both numbers, in the newest backup; one that was caught before it was written is 0. */
function kept(store: string): readonly [number, number] {
  const newest = must('sh', ['-c', 'ls -d backups/2* | tail -n 1'], { cwd: system.folder }).trim();
  const number = (file: string) =>
    Number(must('tar', ['-xOf', `${newest}/${store}/volume.tar`, file], { cwd: system.folder }));
  return [number('./a'), number('./b')];
}

it('stops, freezes and asks as is said, and each goes on as before', () => {
  const frozen = started('frozen');
  const stopped = started('stopped');
  const said = system.mustMake('backup');
  expect(said).toContain('Stopping stopped meanwhile.\n');
  expect(said).toContain('Pausing frozen meanwhile.\n');
  expect(started('frozen')).toBe(frozen);
  expect(started('stopped')).not.toBe(stopped);
  expect(started('stopped')).toMatch(/ running$/);
  expect(system.mustExec('stopped', ['cat', '/tmp/told'])).toBe('before\nafter');
});

it('brings back what was one moment: a pair, or what a cut of the power would have left', () => {
  system.mustMake('destroy');
  const said = system.mustMake('restore', 'BACKUP=latest');
  expect(said).toMatch(/dumped +count +3 +3 +equal/);
  expect(said).toMatch(/stopped_data +files +2 +2 +equal/);
  expect(system.mustExec('dumped', ['cat', '/data/b'])).toBe('one\ntwo\nthree');
  expect(system.has('container')).toEqual([
    'lines-test-dumped-1',
    'lines-test-frozen-1',
    'lines-test-stopped-1',
  ]);
  const [a, b] = kept('stopped_data');
  expect([a > 0, a]).toEqual([true, b]);
  const [first, second] = kept('frozen_data');
  expect([0, second, second + 1].includes(first) || second === 0).toBe(true);
});

it('killed while something stands still: the next backup finds it, and it goes on', async () => {
  const killed = start('scripts/backup', [], { cwd: system.folder, env: system.env }, (child) => {
    child.stdout?.on('data', (text: string) => {
      if (!text.includes('Pausing frozen meanwhile.') || child.pid === undefined) return;
      for (let look = 0; look < 50 && paused() === ''; look++);
      process.kill(-child.pid, 'SIGKILL');
    });
  });
  expect([(await killed).code, paused()]).toEqual([128, 'lines-test-frozen-1']);
  system.mustMake('backup');
  expect(started('frozen')).toMatch(/ running$/);
  expect(started('stopped')).toMatch(/ running$/);
  expect(Math.max(...kept('frozen_data'))).toBeGreaterThan(0);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must, run, start } from './support/tool.ts';

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
const inVolume = (service: string) =>
  must('docker', [
    ...['run', '--rm', '--volume', `lines-test_${service}_data:/data`, '--entrypoint', 'cat', images.posthog],
    ...['/data/a', '/data/b'],
  ])
    .split('\n')
    .map(Number);

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
  const folder = must('sh', ['-c', 'ls -d backups/2*'], { cwd: system.folder }).trim();
  const [a, b] = must('tar', ['-xOf', `${folder}/stopped_data/volume.tar`, './a', './b'], {
    cwd: system.folder,
  })
    .split('\n')
    .map(Number);
  expect(a).toBe(b);
  expect(a).toBeGreaterThan(0);
});

it('killed while something stands still: the next backup finds it, and it goes on', async () => {
  const killed = start('scripts/backup', [], { cwd: system.folder, env: system.env }, (child) => {
    child.stdout?.on('data', (text: string) => {
      if (text.includes('Pausing frozen meanwhile.') && child.pid !== undefined)
        process.kill(-child.pid, 'SIGKILL');
    });
  });
  expect((await killed).code).toBe(128);
  expect(run('docker', ['ps', '--filter', 'status=paused', '--format', '{{.Names}}']).out.trim()).toMatch(
    /^(lines-test-frozen-1)?$/,
  );
  system.mustMake('backup');
  expect(started('frozen')).toMatch(/ running$/);
  expect(started('stopped')).toMatch(/ running$/);
  const [a = 0, b = 0] = inVolume('frozen');
  expect(a - b === 0 || a - b === 1).toBe(true);
});

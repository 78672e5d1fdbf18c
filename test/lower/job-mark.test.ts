import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { showText } from '../../src/compose/text.ts';
import { onceEntrypoint } from '../../src/lower/job-mark.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import { fromYaml } from '../../src/syntax/yaml-read.ts';
import { composeFile } from '../../src/targets/operations/compose.ts';
import { said, service, stack } from '../support/model.ts';

const layer =
  '10 9 0:31 / / ro,relatime - overlay overlay rw,lowerdir=/l/A:/l/B,upperdir=/docker/ONE/diff,workdir=/w';

/** The script of a job, with folders of the test's own for /tmp and /var/tmp and with mounts that the test writes. */
function container(...mounts: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'mark-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (lines: readonly string[]) => writeFileSync(join(root, 'mountinfo'), `${lines.join('\n')}\n`);
  const own = (text: string) =>
    text
      .replace(/(?<![\w/])\/(var\/tmp|tmp|var)(?=[\s);/])/g, `${root}/$1`)
      .replaceAll('/proc/self/mountinfo', join(root, 'mountinfo'));
  mkdirSync(join(root, 'tmp'));
  mkdirSync(join(root, 'var/tmp'), { recursive: true });
  write([layer, ...mounts.map(own)]);
  const script = own(showText(onceEntrypoint('seed')[2] ?? []));
  return {
    mounted: (...lines: readonly string[]) => write(lines.map(own)),
    run(...words: readonly string[]) {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'seed', ...words], {
        encoding: 'utf8',
      });
      return { status, out: stdout, err: stderr };
    },
    mark: (home: string) => existsSync(join(root, home, 'done')),
    held: (home: string) => readFileSync(join(root, home, 'done'), 'utf8').replace(root, ''),
  };
}

const memory = (at: string) => `11 10 0:40 / ${at} rw,nosuid shared:3 - tmpfs tmpfs rw,size=65536k`;
const first = { status: 0, out: 'hi\n', err: '' };
const again = { status: 0, out: 'done before, nothing to do\n', err: '' };

describe('a job that runs once', () => {
  test.each([
    ['in /tmp, where that is kept', [], 'tmp'],
    ['in /var/tmp, where /tmp is in memory', [memory('/tmp')], 'var/tmp'],
    [
      'in a volume inside of a folder in memory',
      [memory('/tmp'), memory('/var'), '12 11 8:1 /v /var/tmp rw - ext4 /dev/sda rw'],
      'var/tmp',
    ],
  ])('leaves its mark %s, and finds it', (_, mounts, home) => {
    const { run, mark, held } = container(...mounts);
    expect(run('echo', 'hi')).toEqual(first);
    expect([mark('tmp'), mark('var/tmp')]).toEqual([home === 'tmp', home === 'var/tmp']);
    expect(held(home)).toBe(`/${home}/done /:/docker/ONE/diff\n`);
    expect(run('echo', 'hi')).toEqual(again);
  });

  test('runs again in another container that was given the same volume', () => {
    const { run, mounted } = container(memory('/tmp'));
    run('echo', 'hi');
    mounted(layer.replace('ONE', 'TWO'), memory('/tmp'));
    expect(run('echo', 'hi')).toEqual(first);
    expect(run('echo', 'hi')).toEqual(again);
  });

  test('leaves none when it failed, and exits as its program does', () => {
    const { run, mark } = container();
    expect(run('sh', '-c', 'exit 7').status).toBe(7);
    expect(mark('tmp')).toBe(false);
    expect(run('echo', 'hi')).toEqual(first);
  });

  test('gives its program an environment without words of its own', () => {
    expect(container().run('sh', '-c', 'echo "${self-} ${home-} ${mark-} ${stowage_mark-}"').out).toBe(
      '   \n',
    );
  });
});

const job = { runs: 'once', target: 'web', help: said('Run it') } as const;
const written = (over: Partial<ServiceModel>) => {
  const services = [service({ kind: 'job', job, command: [['./migrate']], ...over })];
  const [file] = composeFile(stack({ services }));
  return (fromYaml(file?.content ?? '') as { services: { web: { volumes?: unknown } } }).services.web.volumes;
};
const scratch = (target: string) => ({ kind: 'memory', target, size: '1mb' }) as const;
const inMemory = (target: string) => ({ type: 'tmpfs', target, tmpfs: { size: 1_048_576 } });

describe('a volume for the mark', () => {
  test('is not there where the container can keep it', () => {
    expect(written({})).toBeUndefined();
    expect(written({ compose: { tmpfs: ['/tmp'] } })).toBeUndefined();
  });

  test('is there where the container is read-only', () => {
    expect(written({ compose: { read_only: true } })).toEqual([{ type: 'volume', target: '/var/tmp' }]);
    expect(written({ compose: { read_only: true }, mounts: [scratch('/tmp')] })).toEqual([
      inMemory('/tmp'),
      { type: 'volume', target: '/var/tmp' },
    ]);
    expect(written({ compose: { read_only: true, tmpfs: '/var/tmp:size=1m' } })).toEqual([
      { type: 'volume', target: '/tmp' },
    ]);
  });

  test('is left out where a volume of the author is there', () => {
    const compose = { read_only: true, volumes: ['kept:/tmp'] };
    expect(written({ compose })).toEqual(['kept:/tmp']);
  });

  test('is there where that of the author can only be read', () => {
    for (const kept of ['kept:/tmp:ro', { type: 'volume', source: 'kept', target: '/tmp', read_only: true }])
      expect(written({ compose: { read_only: true, volumes: [kept] } })).toEqual([
        kept,
        { type: 'volume', target: '/var/tmp' },
      ]);
  });

  test('is left out where the job is started in another way', () => {
    expect(written({ compose: { read_only: true, entrypoint: ['/migrate'] } })).toBeUndefined();
    expect(written({ compose: { read_only: true }, job: { ...job, runs: 'always' } })).toBeUndefined();
  });

  test('has no place where both are in memory', () => {
    const mounts = [scratch('/tmp'), scratch('/var/tmp')];
    expect(() => written({ compose: { read_only: true }, mounts })).toThrow(
      '"web" runs once in a read-only container, and its mounts at /tmp and /var/tmp do not outlive a stop',
    );
  });
});

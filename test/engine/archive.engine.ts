import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, tar } from '../support/tar.ts';
import { checkout, init } from './support/operations.ts';
import { images } from './support/posthog.ts';
import type { Outcome } from './support/tool.ts';
import { must, run } from './support/tool.ts';

const volume = 'stowage-test-archive';
const back = `${volume}-back`;

describe.each([images.caddy, images.redis])('an archive of a volume, by the tar of %s', (image) => {
  const { folder, dispose } = checkout();
  const cwd = join(folder, 'local');

  /** The method's own functions, told which volume and which image. */
  const method = (line: string): Outcome =>
    run(
      'bash',
      [
        '-c',
        `. scripts/common.sh; . scripts/stores.sh; PROJECT=${volume} backups=. drill=x
        volume_name() { echo "$NAME"; }; volume_image() { echo '${image}'; }; existing() { :; }; problems=0
        ${line}; [ "$problems" = 0 ]`,
      ],
      { cwd, env: { NAME: line.startsWith('save') ? volume : back } },
    );
  const look = (name: string, script: string) =>
    must('docker', [
      'run',
      '--rm',
      '--user',
      '0',
      '--volume',
      `${name}:/v`,
      '--entrypoint',
      'sh',
      image,
      '-c',
      script,
    ]);
  const remove = () => run('docker', ['volume', 'rm', '--force', volume, back]);

  beforeAll(() => {
    remove();
    must('mkdir', [join(cwd, 'it')]);
    look(
      volume,
      `cd /v && mkdir -p d shared && chmod 2775 shared && echo one >d/a && chown 7:8 d/a && ln d/a hard && ln -s /etc/passwd up &&
      cp /bin/sh privileged && chmod 4755 privileged && mkfifo 'a [pipe]*' && mkdir "$(printf 'd/%0100d' 1)" && echo two >"$(printf 'd/%0100d/%099d' 1 2)"`,
    );
  });
  afterAll(() => {
    remove();
    dispose();
  });

  it('brings back files, folders, links, owners and modes, and neither pipes nor privileges', () => {
    expect(method('save_archive it caddy caddy caddy_data')).toMatchObject({ code: 0 });
    const loaded = method(
      'check_archive it caddy caddy caddy_data; load_archive it caddy caddy caddy_data; mkdir now; count_archive now caddy caddy caddy_data',
    );
    expect(loaded).toMatchObject({ code: 0, err: expect.stringContaining('they come back without it') });
    expect(must('cat', [join(cwd, 'now/caddy.tsv')])).toBe(must('cat', [join(cwd, 'it/caddy/counts.tsv')]));
    const list =
      "cd /v && find . ! -type p -exec stat -c '%n %a %u:%g %h' {} + | sort; readlink up; cat d/a hard d/0*/0*";
    expect(look(back, list)).toBe(look(volume, list).replace('./privileged 4755', './privileged 755'));
    expect(look(volume, 'cd /v && ls')).toContain('a [pipe]*');
    expect(look(back, 'cd /v && ls')).not.toContain('pipe');
  });

  it('is refused where it holds anything else, before a container is started', () => {
    const before = look(back, 'cd /v && find . -exec ls -ld {} + | sort');
    for (const member of [
      { name: '../../etc/cron.d/x', content: 'x' },
      { name: './sda', type: '3' },
      { name: './a', type: '1', link: '/etc/shadow' },
    ]) {
      writeFileSync(join(cwd, 'it/caddy/volume.tar'), tar([root, member]));
      const { code, err } = method(
        'docker() { echo called >&2; exit 9; }; check_archive it caddy caddy caddy_data',
      );
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringContaining('is not what a backup writes: '),
      });
      expect(err).not.toContain('called');
    }
    expect(look(back, 'cd /v && find . -exec ls -ld {} + | sort')).toBe(before);
  });
});

it('of Redis loads no library: what its append-only file says is done when it starts', () => {
  const { folder, dispose } = checkout();
  const cwd = join(folder, 'local');
  init(cwd);
  const { services } = JSON.parse(must('docker', ['compose', 'config', '--format', 'json'], { cwd })) as {
    services: { redis: { command: string[] } };
  };
  const words = ['MODULE', 'LOAD', '/data/x.so'].map((word) => `$${word.length}\r\n${word}\r\n`);
  writeFileSync(join(cwd, 'appendonly.aof'), `*3\r\n${words.join('')}`);
  const mount = [
    '--volume',
    `${join(cwd, 'appendonly.aof')}:/from:ro`,
    '--env',
    'REDISCLI_AUTH=x',
    '--user',
    '0',
  ];
  const [, , line = ''] = services.redis.command.map((word) => word.replaceAll('$$', '$'));
  const start = `mkdir -p /data && cd /data && cp /from appendonly.aof && ${line.replace('exec ', 'timeout 20 ')}`;
  const { code, out, err } = run('docker', [
    'run',
    '--rm',
    ...mount,
    '--entrypoint',
    'sh',
    images.redis,
    '-c',
    start,
  ]);
  dispose();
  expect(out + err).toContain("Unknown command 'MODULE' reading the append only file");
  expect(code).toBe(1);
});

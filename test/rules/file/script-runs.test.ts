import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { scriptRuns } from '../../../src/rules/file/script-runs.ts';
import { service, stack } from '../../support/model.ts';

const at = (text: string, file = 'web/start.sh') =>
  ({ path: 'shop-test/start', file, content: { kind: 'text', text } }) as const;
const mounts = [{ kind: 'file', file: 'web/start.sh', target: '/start.sh', readOnly: true }] as const;
const said = (over: Partial<ServiceModel>, text = '#!/usr/bin/env bash\nexec serve\n') =>
  scriptRuns
    .check(stack({ services: [service({ mounts, ...over })], files: [at(text)] }))
    .map(({ path, message, fix }) => `${path}: ${message} -> ${fix}`);
const words = (...all: readonly string[]) => all.map((word) => [word]);

describe('script-runs', () => {
  test('a generated file that is started as a program', () => {
    expect(said({ entrypoint: words('/start.sh', '-v') })).toEqual([
      `shop-test/app/web: "web" starts /start.sh in its entrypoint, which is the generated file "web/start.sh" with mode 644: permission denied -> give it to its interpreter: entrypoint: ['bash', '/start.sh', '-v']`,
    ]);
    expect(said({ command: words('/start.sh') })).toHaveLength(1);
    expect(said({ command: words('sh', '-c', 'migrate && exec /start.sh -v') })).toMatchObject([
      expect.stringContaining("command: ['sh', '-c', 'migrate && exec bash /start.sh -v']"),
    ]);
    expect(said({ compose: { healthcheck: { test: ['CMD', '/start.sh'] } } })).toHaveLength(1);
    const folder = { volumes: ['./web:/opt/web:ro'], command: ['/opt/web/start.sh'] };
    expect(said({ mounts: [], compose: folder })).toHaveLength(1);
  });

  test('one that a wrapper starts, and one in a health check of a shell', () => {
    expect(said({ entrypoint: words('tini', '--'), command: words('/start.sh', '-v') })).toEqual([
      `shop-test/app/web: "web" starts /start.sh in its command, which is the generated file "web/start.sh" with mode 644: permission denied -> give it to its interpreter: command: ['bash', '/start.sh', '-v']`,
    ]);
    expect(said({ entrypoint: words('/sbin/su-exec', 'shop', '/start.sh') })).toMatchObject([
      expect.stringContaining("entrypoint: ['/sbin/su-exec', 'shop', 'bash', '/start.sh']"),
    ]);
    expect(said({ entrypoint: words('tini', '--', 'sh', '/start.sh') })).toEqual([]);
    expect(said({ compose: { healthcheck: { test: '/start.sh || exit 1' } } })).toEqual([
      `shop-test/app/web: "web" starts /start.sh in its health check, which is the generated file "web/start.sh" with mode 644: permission denied -> give it to its interpreter: health: { shell: 'bash /start.sh || exit 1' }`,
    ]);
    expect(said({ compose: { healthcheck: { test: 'sh /start.sh || exit 1' } } })).toEqual([]);
  });

  test('a config whose text stands in the compose file', () => {
    const inline = (entrypoint: readonly string[], over: object = {}) =>
      scriptRuns
        .check(
          stack({
            services: [
              service({ compose: { entrypoint, configs: [{ source: 'go', target: '/go.sh', ...over }] } }),
            ],
            compose: { configs: { go: { content: '#!/bin/sh\nexec serve\n' } } },
          }),
        )
        .map(({ message, fix }) => `${message} -> ${fix}`);
    expect(inline(['/go.sh'])).toEqual([
      `"web" starts /go.sh in its entrypoint, which is the config "go" with mode 444: permission denied -> give it to its interpreter: entrypoint: ['sh', '/go.sh'], or say mode: 0o555 where it is named`,
    ]);
    expect(inline(['/go.sh'], { mode: 0o555 })).toEqual([]);
    expect(inline(['sh', '/go.sh'])).toEqual([]);
    const ends = stack({ compose: { configs: { go: { content: '#!/bin/sh\r\nserve\r\n' } } } });
    expect(scriptRuns.check(ends)).toMatchObject([{ path: 'shop-test' }]);
  });

  test('one that its interpreter gets, and a program of the image', () => {
    expect(said({ entrypoint: words('sh', '/start.sh') })).toEqual([]);
    expect(said({ command: words('sh', '-c', '. /start.sh; sh /start.sh') })).toEqual([]);
    expect(said({ entrypoint: words('/entry.sh'), command: words('/start.sh') })).toEqual([]);
    expect(said({ command: words('/bin/start.sh') })).toEqual([]);
    expect(said({ mounts: [], command: words('/start.sh') })).toEqual([]);
  });

  test('lines that end as on Windows', () => {
    expect(said({}, '#!/bin/sh\r\nexec serve\r\n')).toEqual([
      `shop-test/start: the lines of "web/start.sh" end in a carriage return, and whatever runs it takes that for a part of each word: "not found" -> save it with line feeds alone: .replaceAll('\\r\\n', '\\n')`,
    ]);
    const site = { ...at('a=1\r\nb=2\r\n', 'web/site.conf') };
    expect(scriptRuns.check(stack({ files: [site] }))).toEqual([
      {
        path: 'shop-test/start',
        severity: 'warn',
        message:
          'the lines of "web/site.conf" end in a carriage return: programs take that for a part of a value, and every checkout of the repository is without it, so that check finds a difference there',
        fix: "save it with line feeds alone: .replaceAll('\\r\\n', '\\n')",
      },
    ]);
    const operators = (file: string, content: string) => {
      const one = { path: 'shop-test/x', file, content, executable: true };
      return scriptRuns.check(stack({ operationsFiles: [one] }));
    };
    expect(operators('report', '#!/bin/sh\r\n')).toHaveLength(1);
    expect(operators('report.bat', 'echo\r\n')).toEqual([]);
    const own = {
      files: [
        { path: 'Dockerfile', text: 'FROM a:1\r\n' },
        { path: 'run.sh', text: 'a\r\n' },
      ],
      dockerfile: 'Dockerfile',
      args: {},
    };
    expect(said({ build: { folder: 'web', copies: [], own } })).toHaveLength(1);
  });
});

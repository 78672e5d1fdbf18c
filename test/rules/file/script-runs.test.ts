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

import { describe, expect, test } from 'vitest';
import { scripts } from '../../../../src/targets/operations/scripts/scripts.ts';
import { stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const source = '. scripts/common.sh;';

test('says which scripts there are, and which of them run', () => {
  expect(scripts(stack()).map(({ path, executable }) => `${path}${executable ? '*' : ''}`)).toEqual([
    'scripts/common.sh',
    'scripts/env.sh',
    'scripts/leftovers.sh',
    'scripts/init-env*',
    'scripts/doctor*',
    'scripts/start*',
    'scripts/run-job*',
    'scripts/disk-usage*',
    'scripts/destroy*',
  ]);
});

describe('the facts of the stack', () => {
  test('are quoted', () => {
    const version = `1.0'; touch touched; "$(id)"`;
    const folder = operationsFolder(stack({ version }));
    expect(folder.run(`${source} printf '%s' "$VERSION"`).out).toBe(version);
    expect(folder.run('ls touched').status).not.toBe(0);
  });

  test('are not for Compose to read, also when make has exported them', () => {
    const { out } = operationsFolder(stack(), `'compose '*) env ;;`).run(`${source} compose ps`, {
      VERSION: '9',
    });
    expect(out).not.toMatch(/^(VERSION|PROJECT|STACK|ENVIRONMENT|GUARDED)=/m);
  });
});

test('compose goes by what PROJECT holds', () => {
  const folder = operationsFolder(stack(), `'compose '*) ;;`);
  folder.run(`${source} compose ps; PROJECT=drill; compose ps`, { COMPOSE_PROJECT_NAME: 'another' });
  expect(folder.calls()).toBe('compose --project-name shop-test ps\ncompose --project-name drill ps\n');
});

test('the shell’s environment comes before .env, and the default last', () => {
  const folder = operationsFolder(stack());
  folder.write('.env', 'A=file\nEMPTY=\n');
  const line = `${source} env_value A; env_value EMPTY other; env_value NONE; env_value NONE other; env_value B`;
  expect(folder.run(line, { B: 'shell' }).out).toBe('file\nother\n\nother\nshell\n');
  expect(folder.run(`${source} env_value A`, { A: 'shell' }).out).toBe('shell\n');
});

describe('lock', () => {
  const holder = `bash -c '${source} lock; touch held; exec sleep 9' & until [ -e held ]; do sleep 0.05; done;`;

  test('lets one at a time in', () => {
    const folder = operationsFolder(stack());
    const { out, err } = folder.run(`${holder} bash -c '${source} lock' || echo refused; kill %1`);
    expect(out).toBe('refused\n');
    expect(err).toContain('error: another backup, restore or upgrade is running\n');
  });

  test('is shared with the scripts that its holder calls', () => {
    const folder = operationsFolder(stack());
    expect(folder.run(`${source} lock; bash -c '${source} lock; echo inside'`).out).toBe('inside\n');
  });

  test('is gone with its holder, however it ends', () => {
    const folder = operationsFolder(stack());
    const line = `bash -c '${source} lock; kill -9 $$'; bash -c '${source} lock; echo free'`;
    expect(folder.run(line).out).toBe('free\n');
  });
});

import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { configsUsed } from '../../../src/rules/file/configs-used.ts';
import { service, stack } from '../../support/model.ts';

const check = (compose: ServiceModel['compose'], over: Partial<StackModel> = {}) =>
  configsUsed.check(stack({ services: [service({ compose })], ...over }));
const of = (compose: StackModel['compose']) => ({ compose });
const file = { file: './x' };

describe('configs-used', () => {
  test('what a service names and the stack does not have', () => {
    expect(check({ secrets: ['db'] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" reads the secret "db", but this stack has no such secret: Compose refuses the project',
        fix: "declare it: new ComposeSecret(stack, 'db', { file: '…' })",
      },
    ]);
    expect(check({ configs: [{ source: 'site.conf', target: '/x' }] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" reads the config "site.conf", but this stack has no such config: Compose refuses the project',
        fix: "declare it: new ComposeConfig(stack, 'site.conf', { file: '…' })",
      },
    ]);
    // A secret is no config.
    expect(check({ configs: ['db'], secrets: ['db'] }, of({ secrets: { db: file } }))).toHaveLength(1);
  });

  test('what is included may declare and read any', () => {
    const all = { include: ['other.yml'], secrets: { db: file } };
    expect(check({ configs: ['site'] }, of(all))).toEqual([]);
    expect(check({}, of({ secrets: { db: file } }))).toHaveLength(1);
  });

  test('a name that was mistyped, and what nobody reads then', () => {
    expect(check({ secrets: ['db-password'] }, of({ secrets: { db_password: file } }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" reads the secret "db-password", but this stack has no such secret: Compose refuses the project',
        fix: 'write "db_password" in place of "db-password"',
      },
      {
        path: 'shop-test',
        severity: 'warn',
        message: 'no service reads the secret "db_password": whoever changes it changes nothing',
        fix: 'name it under secrets of a service, or remove it',
      },
    ]);
  });

  test('one of a construct that nobody reads', () => {
    const configs = [{ path: 'shop-test/site', id: 'site', compose: { content: 'x' } }];
    expect(check({}, { configs })).toEqual([
      {
        path: 'shop-test/site',
        severity: 'warn',
        message: 'no service reads the config "site": whoever changes it changes nothing',
        fix: 'name it under configs of a service, or remove it',
      },
    ]);
    expect(check({ configs: ['site'] }, { configs })).toEqual([]);
  });

  test('what is read, by a container, by a build, or by whoever is not known', () => {
    const secrets = of({ secrets: { db: file, feed: { environment: 'FEED' }, ours: { external: true } } });
    expect(
      check(
        { secrets: ['db', { source: 'ours' }], build: { context: '/srv/x', secrets: ['feed'] } },
        secrets,
      ),
    ).toEqual([]);
    expect(check({ secrets: ['${WHICH}'] }, secrets)).toEqual([]);
    expect(check({ secrets: 7 }, secrets)).toEqual([]);
    expect(check({ secrets: ['db'] }, of({ secrets: 7 }))).toEqual([]);
    expect(check({ build: { context: '/srv/x', secrets: ['other'] } })).toHaveLength(1);
  });

  test('raw keys of the stack over a service', () => {
    const over = service({ over: { secrets: ['db'] } });
    expect(configsUsed.check(stack({ services: [over] }))).toHaveLength(1);
  });
});

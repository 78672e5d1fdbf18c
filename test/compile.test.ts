import { describe, expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import type { Compilable } from '../src/model/app.ts';
import type { Finding } from '../src/model/finding.ts';
import type { StackModel } from '../src/model/stack.ts';
import { environment, said, service, stack, volume } from './support/model.ts';
import { shopApp } from './support/shop.app.ts';

/** An app of one system, without constructs. */
function shop(stacks: readonly StackModel[], invalid: readonly Finding[] = []): Compilable {
  return {
    validate: () => invalid,
    toModel: () => [{ name: 'shop', stacks }],
    place: () => undefined,
  };
}

const staging = {
  path: 'shop-staging',
  project: 'shop-staging',
  environment: { ...environment, name: 'staging' },
};
const unpinned = service({ image: 'example/web' });

describe('compile', () => {
  test('every file lies in the folder of its system and environment', () => {
    const { artifacts, findings } = compile(shop([stack(), stack(staging)]));
    const paths = artifacts.map(({ path }) => path);
    expect(findings).toEqual([]);
    expect(paths).toContain('shop/test/docker-compose.yml');
    expect(paths).toContain('shop/staging/docker-compose.yml');
  });

  test('an invalid tree has no model: nothing but its own findings', () => {
    const invalid: Finding = { rule: 'validate', severity: 'error', path: 'x', message: 'no', fix: 'yes' };
    const never: Compilable = {
      ...shop([], [invalid]),
      toModel: () => {
        throw new Error('the tree was turned into a model');
      },
    };
    const { rules: _, ...rest } = compile(never);
    expect(rest).toEqual({ stacks: [], findings: [invalid], artifacts: [] });
  });

  test('one error in one stack, and no stack gets a file', () => {
    const { artifacts, findings, stacks } = compile(
      shop([stack(), stack({ ...staging, services: [unpinned] })]),
    );
    expect(stacks).toHaveLength(2);
    expect(artifacts).toEqual([]);
    expect(findings).toEqual([
      {
        rule: 'image-pinned',
        severity: 'error',
        path: 'shop-test/app/web',
        message:
          '"web" runs the image "example/web", which has no tag: each pull takes whatever is latest that day',
        fix: "write the version that you tested: image: 'example/web:<version>'",
      },
    ]);
  });

  test('all findings of all stacks at once, stack by stack, rule by rule', () => {
    const bad = [service({ id: 'Web', image: 'example/web' })];
    const { findings } = compile(shop([stack({ services: bad }), stack({ ...staging, services: bad })]));
    const both = ['names-legal', 'image-pinned'];
    expect(findings.map(({ rule }) => rule)).toEqual([...both, ...both]);
  });

  test('a warning stops nothing', () => {
    const scratch = service({ compose: { volumes: ['/cache'] } });
    const warned = stack({ services: [scratch] });
    const { artifacts, findings } = compile(shop([warned]));
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['data-kept', 'warn']]);
    expect(artifacts.length).toBeGreaterThan(0);
  });

  test('what is acknowledged stops nothing and is not mentioned', () => {
    const signed = stack({
      services: [unpinned],
      acknowledgements: [
        { rule: 'image-pinned', paths: ['shop-test/app/web'], reason: said('Built on the host.') },
      ],
    });
    const { artifacts, findings } = compile(shop([signed]));
    expect(findings).toEqual([]);
    expect(artifacts.length).toBeGreaterThan(0);
  });

  test('two files with one path', () => {
    expect(() => compile(shop([stack(), stack()]))).toThrowError(
      expect.objectContaining({ code: 'artifact-twice' }),
    );
  });

  test('a text that no quoting keeps is refused at the construct that says it', () => {
    const build = { folder: 'web', copies: [{ file: 'a.conf', target: '/etc/my conf' }] };
    const files = [{ path: 'shop-test/conf', file: 'a.conf', content: { kind: 'text', text: 'a' } } as const];
    expect(() => compile(shop([stack({ services: [service({ build })], files })]))).toThrowError(
      expect.objectContaining({
        code: 'unspellable',
        at: 'shop-test/app/web',
        message: '"/etc/my conf" cannot stand in a Dockerfile as one word',
        fix: 'write it in another way: no quoting of that format keeps it',
      }),
    );
    expect(() => compile(shop([stack({ version: '1\0' })]))).toThrowError(
      expect.objectContaining({
        code: 'unspellable',
        at: 'shop-test',
        message: '"1\\u0000" cannot stand in a shell word: it has a NUL byte',
      }),
    );
  });

  test('raw keys that went into a circle after they were passed are refused, before a rule reads them', () => {
    const raw: Record<string, unknown> = {};
    raw.labels = { again: raw };
    expect(() => compile(shop([stack({ services: [service({ compose: raw })] })]))).toThrowError(
      expect.objectContaining({ code: 'raw-loop', at: 'shop-test/app/web' }),
    );
    expect(() =>
      compile(shop([stack({ volumes: [volume({ compose: { labels: { a: () => 1 } } })] })])),
    ).toThrowError(
      expect.objectContaining({
        code: 'raw-value',
        at: 'shop-test/app/web/web_data',
        message: 'the raw key compose.labels.a of "web_data" is a function: no file can hold that',
      }),
    );
  });

  test('raw keys that cannot be read, and what a schema refuses beside them, stand at the constructs that say them', () => {
    const raw = stack({
      services: [service({ compose: { cap_drp: [], cgroup: 'elsewhere' } })],
      compose: { 'x-a': 1, servces: {} },
    });
    expect(compile(shop([raw])).findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['raw-key', 'shop-test'],
      ['raw-key', 'shop-test/app/web'],
      ['schema', 'shop-test/app/web'],
    ]);
  });

  test('two files whose paths differ in case alone: some file systems hold only one of them', () => {
    const file = {
      path: 'shop-test/app/web/makefile',
      file: 'makefile',
      content: { kind: 'text', text: 'all:\n' },
    } as const;
    const web = service({ mounts: [{ kind: 'file', file: 'makefile', target: '/m', readOnly: true }] });
    expect(() => compile(shop([stack({ services: [web], files: [file] })]))).toThrowError(
      expect.objectContaining({ code: 'artifact-twice', at: 'shop-test/app/web/makefile' }),
    );
  });

  test('what the schema refuses is found, and no file is made', () => {
    const { artifacts, findings } = compile(
      shop([stack({ services: [service({ compose: { cgroup: 'elsewhere' } })] })]),
    );
    expect(artifacts).toEqual([]);
    expect(findings.map(({ rule, path, message }) => [rule, path, message])).toEqual([
      [
        'schema',
        'shop-test/app/web',
        'shop/test/docker-compose.yml: services.web.cgroup must be equal to one of the allowed values, and it is "elsewhere"',
      ],
    ]);
  });

  test('the same app, the same bytes', () => {
    const app = shopApp();
    expect(compile(app)).toEqual(compile(app));
    expect(compile(app).findings).toEqual([]);
  });
});

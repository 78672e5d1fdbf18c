import { describe, expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import type { Compilable } from '../src/model/app.ts';
import type { Finding } from '../src/model/finding.ts';
import type { StackModel } from '../src/model/stack.ts';
import app from '../stacks/index.ts';
import { environment, said, service, stack, volume } from './support/model.ts';

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
const shared = ['a', 'b'].map((id) =>
  service({ id, mounts: [{ kind: 'volume', volume: 'cache', target: '/cache', readOnly: false }] }),
);

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
    expect(compile(never)).toEqual({ stacks: [], findings: [invalid], artifacts: [] });
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
    const warned = stack({ services: shared, volumes: [volume({ id: 'cache', kind: 'cache' })] });
    const { artifacts, findings } = compile(shop([warned]));
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['volumes-used', 'warn']]);
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

  test('two files whose paths differ in case alone: some file systems hold only one of them', () => {
    const file = {
      path: 'shop-test/app/web/makefile',
      file: 'makefile',
      content: { kind: 'text', text: 'all:\n' },
    } as const;
    const web = service({ mounts: [{ kind: 'file', file: 'makefile', target: '/m', readOnly: true }] });
    expect(() => compile(shop([stack({ services: [web], files: [file] })]))).toThrowError(
      expect.objectContaining({ code: 'artifact-twice', message: 'two files want to be shop/test/Makefile' }),
    );
  });

  test('the same app, the same bytes', () => {
    expect(compile(app)).toEqual(compile(app));
    expect(compile(app).findings).toEqual([]);
  });
});

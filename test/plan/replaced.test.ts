import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { dialects } from '../../src/compose/hash.ts';
import type { State } from '../../src/plan/replaced.ts';
import { replaced } from '../../src/plan/replaced.ts';

const image = 'nginx:1.27.1';

/** A project in a folder, with what stands beside it. */
function state(document: object, over: Omit<Partial<State>, 'project'> = {}): State {
  const around = { folder: '/srv/shop', home: '/root', lookUp: () => undefined };
  return { project: canonical(document).project, around, ...over };
}

/** What each version makes anew between two states, and why. */
const each = (before: State, after: State) =>
  dialects.map((dialect) => Object.fromEntries(replaced(before, after, dialect)));
const same = (causes: object) => dialects.map(() => causes);
const config = { kind: 'config' };

/** Two states of one service beside another one, of the same top level. */
const between = (before: object, after: object, top: object = {}) => {
  const of = (web: object) => state({ ...top, services: { web: { image, ...web }, db: { image } } });
  return each(of(before), of(after));
};

describe('what a service says', () => {
  test('makes its container anew', () => {
    expect(between({ environment: { A: '1' } }, { environment: { A: '2' } })).toEqual(same({ web: config }));
    expect(between({ command: ['a'] }, { command: 'a' })).toEqual(same({}));
  });

  test('does not, where it is about images, how many there are, or, from 2.40 on, whom it waits for', () => {
    expect(between({}, { pull_policy: 'always', scale: 2, build: '.' })).toEqual(same({}));
    expect(between({}, { depends_on: ['db'] })).toEqual([{ web: config }, {}, {}]);
  });

  test('counts with the values of its variables', () => {
    const of = (tag: string) =>
      state(
        { services: { web: { image: ['nginx:', 'TAG}'].join('${') } } },
        { around: { folder: '/srv', home: '/', lookUp: (name) => (name === 'TAG' ? tag : undefined) } },
      );
    expect(each(of('1'), of('2'))).toEqual(same({ web: config }));
  });

  test('counts with that of the service which it extends', () => {
    const of = (memory: string) =>
      state({ services: { base: { image, mem_limit: memory }, web: { extends: 'base' } } });
    expect(each(of('1g'), of('2g'))).toEqual(same({ base: config, web: config }));
  });
});

describe('what stands beside the project', () => {
  const web = { image, env_file: 'web.env', environment: { B: 'mine' } };

  test('is asked of the files that hold variables', () => {
    const of = (content: string) => state({ services: { web } }, { files: () => content });
    expect(each(of('A=1\n'), of('A=2\n'))).toEqual(same({ web: config }));
    expect(each(of('A=1\nB=x\n'), of('# the same\nexport A="1" \nB=y'))).toEqual(same({}));
    expect(each(of('A=1'), state({ services: { web } }))).toEqual(same({ web: config }));
  });

  test('is taken for the same where nobody knows it', () => {
    expect(each(state({ services: { web } }), state({ services: { web } }))).toEqual(same({}));
  });

  test('is an image, too, whose name leads to another one', () => {
    const of = (id: string) => state({ services: { web: { image } } }, { images: () => id });
    expect(each(of('sha256:a'), of('sha256:b'))).toEqual(same({ web: { kind: 'image', name: image } }));
    expect(each(of('sha256:a'), state({ services: { web: { image } } }))).toEqual(same({}));
  });
});

describe('one that is replaced', () => {
  const of = (env: string, web: object) =>
    state({ services: { web: { image, ...web }, db: { image, environment: { A: env } } } });

  test('takes those with it that live in its namespaces', () => {
    for (const shared of [{ network_mode: 'service:db' }, { volumes_from: ['db:ro'] }])
      expect(each(of('1', shared), of('2', shared))).toEqual(
        same({ db: config, web: { kind: 'namespace', of: 'db' } }),
      );
  });

  test('takes those that wait for it along in 2.26 alone', () => {
    const waits = { depends_on: ['db'] };
    expect(each(of('1', waits), of('2', waits))).toEqual([
      { db: config, web: { kind: 'dependency', of: 'db' } },
      { db: config },
      { db: config },
    ]);
  });
});

describe('what a service uses under another name', () => {
  test('makes it anew: a volume from 2.40 on, a network in 2.40', () => {
    const used = { volumes: ['data:/data'], networks: ['front'] };
    const top = (name: object) => ({ volumes: { data: name }, networks: { front: name } });
    const of = (said: object) => state({ ...top(said), services: { web: { image, ...used } } });
    const volume = { web: { kind: 'volume', name: 'data' } };
    expect(each(of({}), of({ name: 'other' }))).toEqual([
      {},
      { web: { kind: 'network', name: 'front' } },
      volume,
    ]);
  });
});

test('a project of another name replaces nothing: it stands beside', () => {
  const of = (name: string) => state({ name, services: { web: { image } } });
  expect(each(of('a'), of('b'))).toEqual(same({}));
});

test('a service that only one of them starts is none', () => {
  const of = (web: object) => state({ services: { web: { image, ...web } } });
  expect(each(of({}), of({ profiles: ['tools'], command: 'a' }))).toEqual(same({}));
  expect(each(of({}), of({ scale: 0, command: 'a' }))).toEqual(same({}));
});

test('one of others in the place of ours, and back: 5.6 looks at what was there before it began', () => {
  const of = (said: object, there?: boolean) =>
    state(
      { name: 'a', networks: { n: said }, services: { web: { image, networks: ['n'] } } },
      there === undefined ? {} : { there: () => there },
    );
  const theirs = { external: true, name: 'theirs' };
  const cause = { web: { kind: 'network', name: 'n' } };
  expect(each(of({}), of(theirs))).toEqual([{}, cause, cause]);
  expect(each(of(theirs), of({}))).toEqual([{}, cause, {}]);
  expect(each(of(theirs, true), of({}))).toEqual([{}, cause, cause]);
});

test('how the volumes of another are mounted does not count', () => {
  expect(between({ volumes_from: ['db'] }, { volumes_from: ['db:ro'] })).toEqual([{}, {}, {}]);
});

test('an image that is mounted counts in 5.6 alone', () => {
  const mounted = { type: 'image', source: 'tools:1', target: '/tools' };
  const of = (id: string) =>
    state(
      { services: { web: { image, volumes: [mounted] } } },
      { images: (name) => (name === image ? 'same' : id) },
    );
  expect(each(of('a'), of('b'))).toEqual([{}, {}, { web: { kind: 'image', name: 'tools:1' } }]);
});

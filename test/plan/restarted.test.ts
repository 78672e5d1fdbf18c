import { expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { dialects } from '../../src/compose/hash.ts';
import type { State } from '../../src/plan/replaced.ts';
import { replaced } from '../../src/plan/replaced.ts';
import { reconnected, restarted, stranded } from '../../src/plan/restarted.ts';

const image = 'nginx:1.27.1';
const around = { folder: '/srv/shop', home: '/root', lookUp: () => undefined };
const state = (document: object): State => ({ project: canonical(document).project, around });

/** What each version says, as the area `plan` of the engine lane has seen it. */
const each = (ask: typeof restarted, before: State, after: State) =>
  dialects.map((dialect) =>
    Object.fromEntries(ask(before, after, replaced(before, after, dialect), dialect)),
  );

test('who waits with restart: true, or is linked, is restarted from 2.40 on; 2.26 replaces it', () => {
  const of = (value: string) =>
    state({
      services: {
        db: { image, environment: { A: value } },
        web: { image, depends_on: { db: { condition: 'service_started', restart: true } } },
        linked: { image, links: ['db'] },
        patient: { image, depends_on: ['db'] },
        beyond: { image, depends_on: { web: { condition: 'service_started', restart: true } } },
      },
    });
  const both = { web: 'db', linked: 'db' };
  expect(each(restarted, of('1'), of('2'))).toEqual([{}, both, both]);
});

test('who is on a network that is made anew is moved to the new one', () => {
  const of = (inner: object) =>
    state({
      networks: { inner, outer: {} },
      services: { a: { image, networks: ['inner', 'outer'] }, b: { image, networks: ['outer'] } },
    });
  const moved = { a: 'inner' };
  expect(each(reconnected, of({}), of({ labels: { a: '1' } }))).toEqual([{}, moved, moved]);
  expect(each(stranded, of({}), of({ labels: { a: '1' } }))).toEqual([{}, {}, {}]);
  // 2.40 replaces it; 5.6 cannot start what was made for the network that is gone.
  expect(each(reconnected, of({}), of({ name: 'other' }))).toEqual([{}, {}, moved]);
  expect(each(stranded, of({}), of({ name: 'other' }))).toEqual([{}, {}, moved]);
});

test('options of addresses count in 5.6 alone, and what is external never', () => {
  const of = (said: object) => state({ networks: { n: said }, services: { a: { image, networks: ['n'] } } });
  const [plain, options] = [{ ipam: {} }, { ipam: { options: { a: 'b' } } }];
  expect(each(reconnected, of(plain), of(options))).toEqual([{}, {}, { a: 'n' }]);
  expect(each(reconnected, of({ external: true }), of({ external: true, labels: { a: '1' } }))).toEqual([
    {},
    {},
    {},
  ]);
});

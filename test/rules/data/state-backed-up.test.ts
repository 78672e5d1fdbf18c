import { describe, expect, test } from 'vitest';
import { archive } from '../../../constructs/core/archive.ts';
import { knownImage } from '../../../constructs/images/index.ts';
import { ruleFindings } from '../../../src/compile/rules.ts';
import type { ImageModel } from '../../../src/model/image.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { stateBackedUp } from '../../../src/rules/data/state-backed-up.ts';
import { said, service, stack, volume } from '../../support/model.ts';

const mounting = service({
  mounts: [{ kind: 'volume', volume: 'uploads', target: '/uploads', readOnly: false }],
});
const uploads = volume({ path: 'shop-test/uploads', id: 'uploads' });
const guilty = stack({ services: [mounting], volumes: [uploads] });

describe('state-backed-up', () => {
  test('state that nothing saves', () => {
    expect(stateBackedUp.check(guilty)).toEqual([
      {
        path: 'shop-test/uploads',
        message: '"uploads" of "web" holds state, but no backup saves it: what it holds dies with the disk',
        fix: "save it, backup: { stop: true }; make it kind: 'cache' when it may be lost; or sign for it: stack.acknowledge('state-backed-up', [web], '<why>')",
        also: ['shop-test/app/web'],
      },
    ]);
  });

  test('what a construct makes inside of itself is saved by a prop of it, and is no cache by wish', () => {
    const inside = volume({ path: 'shop-test/app/web/web_data', id: 'uploads' });
    expect(stateBackedUp.check(stack({ services: [mounting], volumes: [inside] }))).toMatchObject([
      {
        fix: `save it: backup: { stop: true } of "web"; or sign for it: stack.acknowledge('state-backed-up', [web], '<why>')`,
      },
    ]);
  });

  test('a store that saves it', () => {
    const store = {
      path: 'shop-test/app/web',
      name: 'web',
      service: 'web',
      volumes: ['uploads'],
      method: archive,
      words: ['uploads'],
    };
    expect(stateBackedUp.check({ ...guilty, stores: [store] })).toEqual([]);
  });

  test('a cache, and copies on their way', () => {
    for (const kind of ['cache', 'staging'] as const)
      expect(stateBackedUp.check({ ...guilty, volumes: [{ ...uploads, kind }] })).toEqual([]);
  });

  test('a path of the host that a container writes to', () => {
    const media = {
      path: 'shop-test/media',
      id: 'media',
      host: ['/srv/media'],
      holds: said('Films.'),
      kind: 'folder',
      readOnly: false,
    } as const;
    const mounts = (readOnly: boolean) => [
      service({ mounts: [{ kind: 'host', source: ['/srv/media'], target: '/media', readOnly }] }),
    ];
    expect(stateBackedUp.check(stack({ services: mounts(false), hostPaths: [media] }))).toEqual([
      {
        path: 'shop-test/media',
        message:
          '"web" writes to "media", /srv/media on the host, but no backup saves it: what it holds dies with the disk',
        fix: `save it, backup: { stop: true }; say readOnly: true of "media" when nobody shall write there, or sign for it: stack.acknowledge('state-backed-up', [media], '<why>')`,
        also: ['shop-test/app/web'],
      },
    ]);
    expect(stateBackedUp.check(stack({ services: mounts(true), hostPaths: [media] }))).toEqual([]);
    expect(
      stateBackedUp.check(stack({ services: mounts(false), hostPaths: [{ ...media, kind: 'socket' }] })),
    ).toEqual([]);
  });

  test('signed for by the volume, or by the service that mounts it', () => {
    for (const path of ['shop-test/uploads', 'shop-test/app/web'])
      expect(
        ruleFindings({
          ...guilty,
          acknowledgements: [{ rule: 'state-backed-up', paths: [path], reason: said('made anew') }],
        }),
      ).toEqual([]);
  });

  test('data in a path of the host that only raw keys know', () => {
    const known = knownImage('mysql:8.4.6') as ImageModel;
    const db = (source: string, more = '') =>
      service({ id: 'db', known, compose: { volumes: [`${source}:/var/lib/mysql${more}`] } });
    const found = (over: Partial<StackModel>) => stateBackedUp.check(stack(over));
    expect(found({ services: [db('/srv/rows')] })).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"db" keeps its data (MySQL) at /var/lib/mysql, which is /srv/rows on the host, and no backup saves that: it dies with the disk',
        fix: "let backups know it: db.mount(new HostPath(stack, 'db-data', { path: '/srv/rows', holds: '…', backup: { stop: true } }), '/var/lib/mysql')",
      },
    ]);
    expect(found({ services: [db('~/rows')] })).toMatchObject([{ fix: expect.stringContaining("'/…'") }]);
    const dump = { path: '', name: 'db', service: 'db', volumes: [], method: archive, words: [] };
    expect(found({ services: [db('/srv/rows')], stores: [dump] })).toEqual([]);
    const conf = service({
      known,
      compose: { volumes: ['/srv/my.cnf:/etc/my.cnf:ro', 'rows:/var/lib/mysql'] },
    });
    expect(found({ services: [db('./rows'), db('/srv/rows', ':ro'), conf] })).toEqual([]);
    expect(found({ services: [{ ...db('/srv/rows'), kind: 'job' as const }] })).toEqual([]);
  });
});

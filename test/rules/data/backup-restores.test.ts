import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../constructs/index.ts';
import { Job, Service, Volume } from '../../../constructs/index.ts';
import { backupRestores } from '../../../src/rules/data/backup-restores.ts';
import type { appOf } from '../../support/author.ts';
import { authored } from '../../support/author.ts';
import { draw } from '../../support/cellar.ts';

const image = 'example/wiki:1.0';
const health = { exec: ['check'] } as const;
const dump = { dump: ['wiki', 'export'], load: ['wiki', 'import'] };
const pages = (scope: Phase, props: object = {}, id = 'pages') =>
  new Volume(scope, id, { holds: 'Pages', ...props });
const found = (...made: Parameters<typeof appOf>) => backupRestores.check(authored(...made));

describe('backup-restores', () => {
  test('nothing, where a restore empties, starts and loads', () => {
    expect(
      found((core) => {
        new Service(core, 'wiki', { image, health, backup: dump }).mount(pages(core), '/pages');
        new Service(core, 'files', { image, backup: { stop: true } }).mount(pages(core, {}, 'more'), '/more');
      }),
    ).toEqual([]);
  });

  test('a dump of what lies in no volume of state', () => {
    expect(found((core) => new Service(core, 'wiki', { image, health, backup: dump }))).toEqual([
      {
        path: 'shop-test/core/wiki',
        message:
          'a restore loads the backup of "wiki" over what is there: no volume belongs to it that would be emptied before',
        fix: 'mount a volume of state where "wiki" keeps what is saved, or name it: backup: { method, volumes: […] }',
      },
    ]);
  });

  test('a service that starts after the jobs of the start order', () => {
    expect(
      found((core, site, stack) => {
        const [late] = stack.phases('late');
        new Service(core, 'db', { image, health });
        new Job(site, 'migrate', { image, command: 'migrate' });
        new Service(late, 'wiki', { image, health, backup: dump }).mount(pages(core), '/pages');
      }),
    ).toEqual([
      {
        path: 'shop-test/late/wiki',
        message:
          '"wiki" is loaded before the jobs of the start order run, and it starts after "migrate": a restore does not find it',
        fix: 'make wiki in an earlier phase than that of "migrate", or archive its files, backup: { stop: true }',
      },
    ]);
  });

  test('what does not keep running', () => {
    expect(
      found((core) => {
        new Job(core, 'fill', { image, command: 'fill' }).mount(pages(core, { backup: dump }), '/pages');
      }),
    ).toEqual([
      {
        path: 'shop-test/core/pages',
        message: '"fill" is saved through itself, and it does not keep running: every backup fails',
        fix: 'archive its files, backup: { stop: true }, or save them by way of a service that runs',
      },
    ]);
  });

  test('a volume that nothing makes which starts by itself', () => {
    const saved = { backup: { stop: true } } as const;
    const asked = { image, profile: 'tools' } as const;
    expect(
      found((core) => {
        const shared = pages(core, saved, 'shared');
        const others = { external: 'films', ...saved };
        new Service(core, 'wiki', { image }).mount(shared, '/pages');
        new Service(core, 'reader', asked)
          .mount(shared, '/pages')
          .mount(pages(core, others, 'films'), '/films');
        new Service(core, 'admin', asked).mount(pages(core, saved), '/pages');
      }),
    ).toEqual([
      {
        path: 'shop-test/core/pages',
        message: '"pages" is made when somebody asks for "admin": every backup before that fails',
        fix: 'take the profile away, mount it in what starts by itself, or leave it out: backup: false',
      },
    ]);
  });

  test('no health check, as a warning; one volume in two stores', () => {
    expect(
      found((core) => {
        const volume = pages(core);
        new Service(core, 'wiki', { image, backup: dump }).mount(volume, '/pages');
        new Service(core, 'search', { image, backup: { stop: true } }).mount(volume, '/pages');
      }),
    ).toEqual([
      {
        path: 'shop-test/core/wiki',
        severity: 'warn',
        message: '"wiki" has no health check, so a restore does not know when it can take its backup',
        fix: 'give "wiki" a health check that succeeds once it answers: health: { exec: […] }',
      },
      {
        path: 'shop-test/core/search',
        also: ['shop-test/core/wiki'],
        message:
          '"pages" is saved as wiki and as pages: a restore writes it twice, and what comes last stays',
        fix: 'save it once: leave one of the two out, or name its volumes without "pages"',
      },
    ]);
  });

  test('parts of one volume, which its service brings back, are none of that', () => {
    const [red, white] = [
      { method: draw, words: ['red'] },
      { method: draw, words: ['white'] },
    ];
    const twice = (...stores: readonly (typeof red)[]) =>
      found((core) => {
        const bottles = pages(core, {}, 'bottles');
        const wine = new Service(core, 'wine', { image, health }).mount(bottles, '/bottles');
        stores.forEach((store, i) => {
          wine.store({ ...store, name: `wine-${i}`, volumes: [bottles] });
        });
      }).map(({ message }) => message);
    expect(twice(red, white)).toEqual([]);
    expect(twice(red, white, red)).toEqual([
      '"bottles" is saved as wine-0 and as wine-2: a restore writes it twice, and what comes last stays',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Backup, Phase } from '../../../constructs/index.ts';
import { Service, sqlite, Volume } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';
import { operationsFolder } from '../../support/operations-folder.ts';

const image = 'example/wiki:1.0';
const health = { exec: ['check'] } as const;
const volume = (scope: Phase, id: string, props: object = {}) =>
  new Volume(scope, id, { holds: 'It', ...props });
const wiki = (core: Phase, backup?: Backup) =>
  new Service(core, 'wiki', { image, health, ...(backup && { backup }) });
const stores = (make: (core: Phase) => void) =>
  authored((core) => make(core)).stores.map(({ method, name, words, before }) => ({
    ...{ by: method.name, name, words },
    ...(before && { before }),
  }));

describe('databases of SQLite', () => {
  test('each belong to the innermost volume that holds them; a volume without one is an archive', () => {
    const backup = { ...sqlite('/data/app.db', '/data/deep/more/log.db'), before: ['wiki', 'flush'] };
    const made = stores((core) => {
      const { mounts } = wiki(core, backup)
        .mount(volume(core, 'outer'), '/data/')
        .mount(volume(core, 'inner'), '/data/deep')
        .mount(volume(core, 'pictures'), '/pictures');
      expect(mounts.map(({ target }) => target)).toEqual(['/data/', '/data/deep', '/pictures']);
    });
    const before = ['wiki', 'flush'];
    expect(made).toEqual([
      { by: 'sqlite', name: 'outer', words: ['outer', 'app.db'], before },
      { by: 'sqlite', name: 'inner', words: ['inner', 'more/log.db'], before },
      { by: 'archive', name: 'pictures', words: ['pictures'], before },
    ]);
  });

  test('are said of a volume by the path at which a service has it', () => {
    const backup = sqlite('/srv/app.db');
    expect(stores((core) => wiki(core).mount(volume(core, 'pages', { backup }), '/srv'))).toEqual([
      { by: 'sqlite', name: 'pages', words: ['pages', 'app.db'] },
    ]);
  });

  test.each(['/other/app.db', '/database.db', '/data'] as const)(
    'that lie in no volume are refused: %s',
    (path) => {
      expect(() => stores((core) => wiki(core, sqlite(path)).mount(volume(core, 'pages'), '/data'))).toThrow(
        expect.objectContaining({
          code: 'nothing-to-save',
          message: `the database ${path} of "shop-test/core/wiki" lies in no volume of state that is saved with it`,
        }),
      );
    },
  );

  test('of a backup are looked at: each is there, and is one', () => {
    const made = operationsFolder(
      authored((core) =>
        wiki(core, sqlite('/data/a.db', "/data/it's/b.db")).mount(volume(core, 'pages'), '/data'),
      ),
    );
    const check = (content: string) =>
      made.run(`. scripts/common.sh; . scripts/stores.sh; set +u; rm -rf it vol; mkdir -p "vol/it's" it/pages/files it/pages/databases
        ${content}
        tar -cf it/pages/databases/volume.tar -C vol .; mkdir empty; tar -cf it/pages/files/volume.tar -C empty .; rmdir empty
        for part in files databases; do files_of_tar <it/pages/$part/volume.tar >it/pages/$part/counts.tsv; done
        problems=0; each_store check it; echo "$problems"`);
    const good = "printf 'SQLite format 3\\0and so on' >vol/a.db;";
    expect(check(`${good} : >"vol/it's/b.db"`)).toMatchObject({ out: '0\n', err: '' });
    expect(check(good)).toMatchObject({
      out: '1\n',
      err: "error: it/pages/databases/volume.tar holds no database of SQLite at it's/b.db\n",
    });
    expect(check(`${good} echo a stranger >"vol/it's/b.db"`).out).toBe('1\n');
  });
});

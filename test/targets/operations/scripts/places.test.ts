import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

/** What a service mounts: a volume by its key, a folder by its path; a `~` before it is a folder beside that of the environment. */
type Mount = readonly [source: string, target: string];
type Mounts = Readonly<Record<string, readonly Mount[]>>;

interface Host {
  /** What is described, by service. */
  readonly now: Mounts;
  /** What the containers may write to, by service; of a volume what the engine calls it. */
  readonly had: Mounts;
  /** Volumes of this project that are there, name and key. */
  readonly volumes?: readonly string[];
}

/** Docker on a host whose containers were started by other files. A folder `~full…` has a file in it, and `~file` is one. */
function host({ now, had, volumes = ['shop-test_db_data db_data'] }: Host) {
  const folder = operationsFolder(shop(), 'ANSWERS');
  const root = join(folder.path, '..');
  const at = (source: string) => source.replace('~', `${root}/`);
  for (const [source] of [...Object.values(now), ...Object.values(had)].flat()) {
    if (!source.startsWith('~')) continue;
    if (source === '~file') writeFileSync(at(source), '');
    else mkdirSync(at(source), { recursive: true });
    if (source.startsWith('~full')) writeFileSync(join(at(source), 'kept'), '');
  }
  const config = JSON.stringify({
    services: Object.fromEntries(
      Object.entries(now).map(([service, mounts]) => [
        service,
        {
          image: service,
          volumes: mounts.map(([source, target]) =>
            /^[~/]/.test(source)
              ? { type: 'bind', source: at(source).replaceAll('$', '$$$$'), target }
              : { type: 'volume', source, target },
          ),
        },
      ]),
    ),
    volumes: { db_data: { name: 'shop-test_db_data' }, other: { name: 'shop-test_other' } },
  }).replaceAll('&', '\\u0026');
  const places = Object.entries(had).flatMap(([service, mounts]) =>
    mounts.map(([source, target]) =>
      [service, /^[~/]/.test(source) ? 'bind' : 'volume', at(source), target].join('\t'),
    ),
  );
  writeFileSync(join(root, 'config'), config);
  writeFileSync(join(root, 'places'), places.map((line) => `${line}\n`).join(''));
  const answers = `*' config'* | 'config'*) cat '${root}/config' ;;
'ps --all --quiet --no-trunc '*'oneoff=False') echo aa ;;
'inspect --format {{$service'*$'\t'*) cat '${root}/places' ;;
'volume ls --quiet') printf '%s\\n' shop-test_db_data shop-test_other ;;
'volume ls '*) printf '%s\\n' ${volumes.map((line) => `'${line}'`).join(' ')} ;;
'volume inspect '*) echo then ;;
'run '*) ;;
'ps '* | 'network ls '* | 'image inspect '* | 'compose '*) ;;`;
  folder.write(
    '../bin/docker',
    folder.read('../bin/docker').replace('ANSWERS', () => answers),
  );
  return { ...folder, root };
}

const started = / up /;
const db = (...mounts: readonly Mount[]): Mounts => ({ db: mounts });
const data = 'shop-test_db_data';

describe('a start stops', () => {
  test('where something else stands in the place of a folder of this host', () => {
    const folder = host({ had: db(['~full one', '/v']), now: db(['~full two', '/v']) });
    const { root } = folder;
    expect(folder.run('scripts/start db')).toEqual({
      status: 1,
      out: '',
      err: `error: db had the folder ${root}/full one at /v, and would have the folder ${root}/full two there, which is not the same data
error: nothing was changed
       bring the data to where these files want them, or say it as before; where it is meant so: make start ACCEPT=data:${root}/full\\ one
`,
    });
    expect(folder.calls()).not.toMatch(started);
    for (const name of [`${root}/full one`, '../full one/', `${root}//full one`])
      expect(folder.run('scripts/start db', { ACCEPT: `data:${name}` })).toMatchObject({
        status: 0,
        err: '',
      });
    expect(folder.run('scripts/start db', { ACCEPT: `data:${root}/full two` }).status).toBe(1);
  });

  test('where a volume is mounted elsewhere', () => {
    const folder = host({ had: db([data, '/v']), now: db(['db_data', '/w']) });
    expect(folder.run('scripts/start db').err).toBe(
      `error: db had the volume ${data} at /v, and would have it at /w: what looks for its data at /v finds none
error: nothing was changed
       bring the data to where these files want them, or say it as before; where it is meant so: make start ACCEPT=data:${data}
`,
    );
    for (const name of [data, 'db_data'])
      expect(folder.run('scripts/start db', { ACCEPT: `data:${name}` })).toMatchObject({
        status: 0,
        err: '',
      });
  });

  test.each<readonly [string, Host, string]>([
    [
      'a folder that is mounted elsewhere',
      { had: db(['~full', '/v']), now: db(['~full', '/w']) },
      'looks for its data at /v finds none',
    ],
    [
      'a folder in the place of a volume',
      { had: db([data, '/v']), now: db(['~one', '/v']) },
      'which is not the same data',
    ],
    [
      'a volume in the place of a folder',
      { had: db(['~full', '/v']), now: db(['db_data', '/v']) },
      `would have the volume ${data} there`,
    ],
    [
      'a folder within the one that was',
      { had: db(['~full', '/v']), now: db(['~full/in', '/v']) },
      'which is not the same data',
    ],
    ['a file', { had: db(['~file', '/v/a.db']), now: db(['~one', '/v/a.db']) }, 'which is not the same'],
    [
      'odd names',
      { had: db(['~full a&b "$c" \'d\' \\e', '/v']), now: db(['~full a&b "$c" \'d\' \\f', '/v']) },
      'full a&b "$c" \'d\' \\f there',
    ],
  ])('at %s', (_, all, message) => {
    const folder = host(all);
    expect(folder.run('scripts/start db')).toMatchObject({
      status: 1,
      err: expect.stringContaining(message),
    });
    expect(folder.calls()).not.toMatch(started);
  });

  test('where it cannot find out', () => {
    const folder = host({ had: db(), now: db() });
    folder.write('../bin/docker', folder.read('../bin/docker').replace('echo aa ;;', 'exit 1 ;;'));
    expect(folder.run('scripts/start db')).toMatchObject({
      status: 1,
      err: expect.stringContaining('error: Docker does not answer\n'),
    });
    expect(folder.calls()).not.toMatch(started);
  });
});

describe('a start goes on', () => {
  test.each<readonly [string, Host]>([
    [
      'where all is as it was',
      {
        had: db(['~full', '/v'], [data, '/w'], ['~full a&b "$c" \\d', '/x']),
        now: db(['~full', '/v'], ['db_data', '/w'], ['~full a&b "$c" \\d', '/x']),
      },
    ],
    [
      'where a path is written otherwise',
      { had: db(['~full/', '/v'], ['~full a//b', '/w']), now: db(['~full', '/v/'], ['~full a/b', '/w']) },
    ],
    ['where there was nothing in the folder', { had: db(['~one', '/v']), now: db(['~two', '/v']) }],
    [
      'where another service has it',
      { had: db([data, '/v']), now: { ...db(['~one', '/v']), web: [['db_data', '/v']] } },
    ],
    [
      'where one more place is added',
      { had: db([data, '/v']), now: db(['db_data', '/v'], ['db_data', '/w']) },
    ],
    ['where one of two places goes', { had: db([data, '/v'], [data, '/w']), now: db(['db_data', '/w']) }],
    ['where the folder around it is mounted', { had: db(['~full/in', '/v/in']), now: db(['~full', '/v']) }],
    [
      'where the host owns it',
      { had: db(['/etc', '/v'], ['/var/log', '/w']), now: db(['~one', '/v'], ['~two', '/w']) },
    ],
    ['where it is not there any more', { had: db(['/no/such/folder', '/v']), now: db(['~one', '/v']) }],
    ['where a volume had no name', { had: db(['a'.repeat(64), '/v']), now: db(['db_data', '/v']) }],
  ])('%s', (_, all) => {
    const folder = host(all);
    expect(folder.run('scripts/start db')).toMatchObject({ status: 0, err: '' });
    expect(folder.calls()).toMatch(started);
  });

  test('where it is the same folder by another name', () => {
    const folder = host({ had: db(['~full', '/v']), now: db(['/link', '/v']) });
    const link = join(folder.root, 'link');
    symlinkSync(join(folder.root, 'full'), link);
    folder.write('../config', folder.read('../config').replace('"/link"', JSON.stringify(link)));
    expect(folder.run('scripts/start db')).toMatchObject({ status: 0, err: '' });
  });

  test('and warns of a folder that nobody has any more, at which an upgrade stops', () => {
    const folder = host({ had: { old: [['~full', '/v']] }, now: db() });
    const left = `old had the folder ${folder.root}/full at /v, and nobody would have it any more\n`;
    expect(folder.run('scripts/start db')).toMatchObject({ status: 0, err: `warning: ${left}` });
    const asks =
      '. scripts/common.sh; . scripts/leftovers.sh; . scripts/places.sh; ask_compose; require_data upgrade';
    expect(folder.run(`bash -c '${asks}' scripts/x`)).toMatchObject({
      status: 1,
      err: expect.stringContaining(`error: ${left}error: nothing was changed\n`),
    });
    expect(folder.run(`bash -c '${asks}' scripts/x`, { ACCEPT: 'data:../full' })).toMatchObject({
      status: 0,
    });
  });

  test('where somebody said what becomes of the volume', () => {
    const folder = host({
      had: db(['shop-test_old', '/v']),
      now: db(['~one', '/v']),
      volumes: ['shop-test_db_data db_data', 'shop-test_old old'],
    });
    expect(folder.run('scripts/start db').err).toContain('error: db had the volume shop-test_old at /v');
    expect(folder.run('scripts/start db', { FORGET: 'old' })).toMatchObject({ status: 0, err: '' });
    expect(folder.run('scripts/start db')).toMatchObject({ status: 0, err: '' });
  });

  test('where its service goes to another major version, which brings the data along', () => {
    const folder = host({ had: db([data, '/v']), now: db(['db_data', '/w']) });
    expect(folder.run('scripts/start db', { MAJOR: 'web,db' })).toMatchObject({ status: 0, err: '' });
    expect(folder.run('scripts/start db', { MAJOR: 'db2' }).status).toBe(1);
  });
});

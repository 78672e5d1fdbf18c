import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../constructs/index.ts';
import { Service, Volume } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';
import { operationsFolder } from '../../support/operations-folder.ts';

const image = 'example/wiki:1.0';
const health = { exec: ['check'] } as const;
const volume = (scope: Phase, id: string, props: object = {}) =>
  new Volume(scope, id, { holds: 'It', ...props });
const stores = (make: (core: Phase, site: Phase) => void) =>
  authored(make).stores.map(({ method, name, volumes, words, meanwhile }) => ({
    ...{ by: method.name, name, volumes, words },
    ...(meanwhile && { meanwhile }),
  }));
const dump = { dump: ['wiki', 'export', '--all'], load: ['wiki', 'import'], count: ['wiki', 'count'] };
const told = { before: ['wiki', 'off'], after: ['wiki', 'on'] };

describe('a backup that is said in a line', () => {
  test('stops what writes, for each volume of state that does not say itself how it is saved', () => {
    const made = stores((core) => {
      const wiki = new Service(core, 'wiki', { image, health, backup: { stop: true } });
      wiki.mount(volume(core, 'pages'), '/pages').mount(volume(core, 'pictures'), '/pictures');
      wiki.mount(volume(core, 'frozen', { backup: { pause: true } }), '/frozen');
      wiki.mount(volume(core, 'made', { kind: 'cache' }), '/made');
    });
    const archive = { by: 'archive', meanwhile: 'stop' };
    expect(made).toEqual([
      { ...archive, name: 'pages', volumes: ['pages'], words: ['pages'] },
      { ...archive, name: 'pictures', volumes: ['pictures'], words: ['pictures'] },
      { by: 'archive', meanwhile: 'pause', name: 'frozen', volumes: ['frozen'], words: ['frozen'] },
    ]);
  });

  test('is a dump of a service or of a volume, each command after the number of its words', () => {
    const words = ['3', 'wiki', 'export', '--all', '2', 'wiki', 'import', '2', 'wiki', 'count'];
    const make = (backup: object, own: object) => (core: Phase) =>
      new Service(core, 'wiki', { image, health, ...backup }).mount(volume(core, 'pages', own), '/pages');
    expect(stores(make({ backup: dump }, {}))).toEqual([
      { by: 'commands', name: 'wiki', volumes: ['pages'], words },
    ]);
    expect(stores(make({}, { backup: dump }))).toEqual([
      { by: 'commands', name: 'pages', volumes: ['pages'], words },
    ]);
  });

  test('of files that are nowhere is refused', () => {
    expect(() => stores((core) => new Service(core, 'wiki', { image, backup: { stop: true } }))).toThrow(
      expect.objectContaining({ code: 'nothing-to-save', at: 'shop-test/core/wiki' }),
    );
  });
});

const shop = () =>
  operationsFolder(
    authored((core, site) => {
      new Service(core, 'wiki', { image, health, backup: dump }).mount(volume(core, 'pages'), '/pages');
      const web = new Service(site, 'web', { image, health, backup: { stop: true, ...told } });
      web.mount(volume(site, 'uploads'), '/uploads');
    }),
    `*'exec -T wiki wiki export --all') echo all of it ;;
*'exec -T wiki wiki import') cat >&2 ;;
*'exec -T wiki wiki count') printf 'pages %s\\nunread mail | 7\\n' "$(cat count)"; echo 14 >count ;;
*'exec -T web wiki '*) ;;
ps*service=web*) echo 123 ;;
ps*) ;;
'inspect '*) echo healthy ;;
stop*|start*) ;;`,
  );
const source = '. scripts/common.sh; . scripts/stores.sh; set +u; mkdir -p backups;';

describe('its scripts', () => {
  test('tell, stop, archive, start and tell again', () => {
    const made = shop();
    expect(made.read('scripts/stores.sh')).toContain(`
each_store() {
  if held wiki; then "\${1}_commands" "$2" wiki wiki 3 wiki export --all 2 wiki import 2 wiki count; fi
  tell_before "$1" web 2 wiki off wiki on
  rest "$1" stop web
  if held uploads; then "\${1}_archive" "$2" uploads web uploads; fi
  rise "$1"
  tell_after "$1"
}
`);
    const { err } = made.run(
      `${source} tell_before save web 2 wiki off wiki on; rest save stop web; rise save; tell_after save`,
    );
    expect(err).toBe('');
    expect(
      made
        .calls()
        .split('\n')
        .filter((line) => /^(stop|start|.*exec)/.test(line))
        .map((line) => line.replace(/^.*exec/, 'exec')),
    ).toEqual(['exec -T web wiki off', 'stop 123', 'start 123', 'exec -T web wiki on']);
  });

  test('start what a run that was killed left standing, and tell nobody who stands still', () => {
    const made = shop();
    expect(
      made.run(`${source} rest save stop web; cat backups/.at-rest; go_on_from_rest; ls -A backups`).out,
    ).toBe('Stopping web meanwhile.\nstop 123\n');
    expect(made.run(`${source} tell_before save wiki 2 a b c; echo "\${#to_tell[@]}"`).out).toBe('0\n');
  });

  test('keep the counts from before and after a dump, and take what lies between', () => {
    const made = shop();
    made.write('count', '12\n');
    const saved = made.run(
      `${source} mkdir it; save_commands it wiki wiki 3 wiki export --all 2 wiki import 2 wiki count; cat it/wiki/dump; cat it/wiki/counts.tsv`,
    );
    expect(saved.out).toBe('Saving wiki.\nall of it\npages\t12\t14\nunread mail\t7\n');
    const compare = (pages: string) => {
      made.write('now/wiki.tsv', `pages\t${pages}\nunread mail\t7\n`);
      const { out } = made.run(
        `${source} counted=now different=no; compare_commands it wiki; echo "$different"`,
      );
      return out.replaceAll(/ +/g, ' ');
    };
    expect(compare('13')).toBe('wiki pages 12 to 14 13 within\nwiki unread mail 7 7 equal\nno\n');
    expect(compare('15')).toBe('wiki pages 12 to 14 15 DIFFERENT\nwiki unread mail 7 7 equal\nyes\n');
    expect(compare('11')).toBe('wiki pages 12 to 14 11 DIFFERENT\nwiki unread mail 7 7 equal\nyes\n');
  });

  test('load what was signed here, and the rest by name alone', () => {
    const made = shop();
    made.write('it/wiki/dump', 'x');
    made.write('it/wiki/counts.tsv', '');
    const check = (before: string) =>
      made.run(
        `${source} ${before}; problems=0; check_commands it wiki wiki 3 wiki export --all 2 wiki import 2 wiki count; echo "$problems"`,
      );
    expect(check('signed=yes').out).toBe('0\n');
    expect(check("ALLOW='LOAD wiki'").out).toBe('0\n');
    expect(check('signed=no')).toMatchObject({
      out: '1\n',
      err: `error: nobody here signed it/wiki/dump, and "wiki import" may run in wiki what stands in it; if you know it, say ALLOW='LOAD wiki'\n`,
    });
  });

  test('refuse a count that is none', () => {
    const made = shop();
    made.write('count', 'many\n');
    expect(made.run(`${source} counts_by_command wiki wiki 1 a 1 b 2 wiki count`)).toMatchObject({
      status: 1,
      err: 'error: the command that counts wiki prints "pages many", neither a number nor a name and a number\n',
    });
  });

  test('know --full only where a method asks for it', () => {
    const { status, err } = shop().run('scripts/backup --full');
    expect([status, err]).toEqual([1, expect.stringContaining('usage: scripts/backup [--quiesce]\n')]);
  });
});

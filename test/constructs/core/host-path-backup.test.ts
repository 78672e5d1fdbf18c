import { describe, expect, test } from 'vitest';
import type { HostPathProps, Phase } from '../../../constructs/index.ts';
import { HostPath, Service, sqlite, Volume } from '../../../constructs/index.ts';
import { stateBackedUp } from '../../../src/rules/data/state-backed-up.ts';
import { namesUnique } from '../../../src/rules/file/names-unique.ts';
import { backupScripts } from '../../../src/targets/operations/backup/backup-scripts.ts';
import { authored } from '../../support/author.ts';
import { one, page } from '../../targets/operations/runbook/pages.ts';

const image = 'example/films:1.0';
const media = (core: Phase, props: Partial<HostPathProps> = {}, id = 'media') =>
  new HostPath(core, id, { path: '/srv/media', holds: 'Films.', ...props });
const stores = (make: (core: Phase) => void) =>
  authored((core) => make(core)).stores.map(({ method, name, volumes, words, meanwhile }) => ({
    ...{ by: method.name, name, volumes, words },
    ...(meanwhile && { meanwhile }),
  }));
const kept = { by: 'archive', name: 'media', volumes: ['media'], words: ['media'] };

describe('a path of the host is saved', () => {
  test('as it says itself, by way of what mounts it', () => {
    expect(
      stores((core) =>
        new Service(core, 'web', { image }).mount(media(core, { backup: { pause: true } }), '/media'),
      ),
    ).toEqual([{ ...kept, meanwhile: 'pause' }]);
  });

  test('as a service that writes to it says of its files; a dump, what is only read and what says no stay out', () => {
    const backup = sqlite('/media/app.db');
    expect(
      stores((core) => new Service(core, 'web', { image, backup }).mount(media(core), '/media')),
    ).toEqual([{ ...kept, by: 'sqlite', words: ['media', 'app.db'] }]);
    const none = (props: Partial<HostPathProps>, readOnly = false) =>
      stores((core) =>
        new Service(core, 'web', { image, backup: { stop: true } })
          .mount(media(core, props), '/media', { readOnly })
          .mount(new Volume(core, 'own', { holds: 'Itself' }), '/own'),
      ).map(({ name }) => name);
    expect(none({})).toEqual(['media', 'own']);
    expect(none({ backup: false })).toEqual(['own']);
    expect(none({ readOnly: true })).toEqual(['own']);
    expect(none({}, true)).toEqual(['own']);
    expect(none({ kind: 'file' })).toEqual(['own']);
    const dump = { dump: ['app', 'export'], load: ['app', 'import'] };
    expect(
      stores((core) => new Service(core, 'web', { image, backup: dump }).mount(media(core), '/media')).map(
        ({ volumes }) => volumes,
      ),
    ).toEqual([[]]);
  });

  test.each([
    ['/', {}, 'belongs to the system'],
    ['/srv/', {}, 'more in it than letters'],
    ['/etc/letsencrypt', {}, 'belongs to the system'],
    ['/var/lib/docker/volumes', {}, 'belongs to the system'],
    ['/srv/my films', {}, 'more in it than letters'],
    ['/srv/media', { kind: 'socket' }, 'it is a socket'],
  ] as const)('never what a restore must not empty: %s', (path, props, why) => {
    const made = () => authored((core) => media(core, { path, ...props, backup: { stop: true } }));
    expect(made).toThrow(expect.objectContaining({ code: 'bad-prop' }));
    expect(made).toThrow(why);
  });

  test.each(['/srv/media', '/etcetera/a', '/var/lib/docker-media', '/home/me/films'] as const)(
    'a folder of its own: %s',
    (path) => {
      expect(
        stores((core) =>
          new Service(core, 'web', { image }).mount(media(core, { path, backup: { stop: true } }), '/media'),
        ),
      ).toEqual([{ ...kept, meanwhile: 'stop' }]);
    },
  );
});

const saved = authored((core) =>
  new Service(core, 'web', {
    image,
    health: { exec: ['true'] },
    backup: { stop: true, before: ['app', 'flush'], after: ['app', 'go on'] },
  }).mount(media(core, { owner: '1000:1000' }), '/media'),
);

test('the rules know it: nothing is lost, and no name means two things', () => {
  expect(stateBackedUp.check(saved)).toEqual([]);
  const twice = authored((core) =>
    new Service(core, 'web', { image, backup: { pause: true } })
      .mount(media(core), '/media')
      .mount(
        new Volume(core.node.root.node.children[0] as never, 'media', { holds: 'More', kind: 'cache' }),
        '/x',
      ),
  );
  expect(namesUnique.check(twice).map(({ message }) => message)).toEqual([
    'a volume is called "media", too: a backup would take one for the other',
  ]);
});

test('the scripts know it by its path, and stop what writes to it', () => {
  const file = (name: string) => backupScripts(saved).find(({ path }) => path === `scripts/${name}`)?.content;
  expect(file('host-paths.sh')).toContain("  printf '%s %s %s %s\\n' media /srv/media web 1000:1000\n");
  expect(file('stores.sh')).toContain(
    '  rest "$1" stop web\n  if held media; then "${1}_archive" "$2" media web media; fi\n',
  );
  expect(file('described.sh')).toContain('. scripts/host-paths.sh\n');
});

test('the runbook says how, who stands still, and what is told around it', () => {
  const content = page(one(saved));
  expect(content).toContain(
    "| `/srv/media` | Films. | a folder of `1000:1000` | `web` | `media`: an archive of its files, while `web` is stopped; before it `app flush` runs in `web`; after it `app 'go on'` |",
  );
  expect(content).toContain('A backup is a folder: an archive of `media`, `.env`');
});

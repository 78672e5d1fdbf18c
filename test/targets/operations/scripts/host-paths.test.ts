import { expect, test } from 'vitest';
import { HostPath, Service, Variable } from '../../../../constructs/index.ts';
import { authored } from '../../../support/author.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const stack = (owner?: string) =>
  authored((core) =>
    new Service(core, 'web', { image: 'example/films:1.0' }).mount(
      new HostPath(core, 'media', {
        path: new Variable('MEDIA', { description: 'Where the films lie.' }),
        holds: 'Films.',
        backup: { stop: true },
        ...(owner !== undefined && { owner }),
      }),
      '/media',
    ),
  );
const asks = '. scripts/common.sh; . scripts/host-paths.sh; require_host_paths';
const here = `${process.getuid?.()}:${process.getgid?.()}`;

test.each([
  [
    '/usr/share',
    'error: /usr/share is /usr/share, which belongs to the system, and a restore would empty it',
  ],
  ['/var/lib', 'error: /var/lib is /var/lib, which belongs to the system, and a restore would empty it'],
  [
    '/nowhere/at/all',
    'error: the folder /nowhere/at/all, which a backup holds as media, is not on this host',
  ],
  ['relative', 'error: "relative" is no path that can be saved as media'],
  ['/srv/../etc', 'error: "/srv/../etc" is no path that can be saved as media'],
  ['/a,readonly', 'error: "/a,readonly" is no path that can be saved as media'],
])('what .env says is looked at before it is read or emptied: %s', (path, said) => {
  const { status, err } = operationsFolder(stack()).run(asks, { MEDIA: path });
  expect(status).toBe(1);
  expect(err).toContain(said);
});

test('its owner, and what a restore would empty with it', () => {
  const folder = operationsFolder(stack('12:34'));
  expect(folder.run(asks, { MEDIA: '/tmp/stowage-none' }).err).toContain(
    '; where it may be empty: mkdir -p /tmp/stowage-none && chown 12:34 /tmp/stowage-none',
  );
  const own = operationsFolder(stack());
  const made = 'mkdir -p "$HOME/films"; export MEDIA=$HOME/films; ';
  const home = own.run('mktemp -d /tmp/stowage-paths-XXXXXX').out.trim();
  expect(own.run(`${made}${asks}`, { HOME: home })).toMatchObject({ status: 0, err: '' });
  expect(folder.run(`${made}${asks}`, { HOME: home }).err).toContain(
    `${home}/films belongs to ${here}, not to 12:34`,
  );
  expect(own.run(`ln -sfn / "$HOME/link"; export MEDIA=$HOME/link; ${asks}`, { HOME: home }).err).toContain(
    `${home}/link is /, which belongs to the system`,
  );
  expect(
    own.run(`cp -r . "$HOME/films/here"; cd "$HOME/films/here"; ${made}${asks}`, { HOME: home }).err,
  ).toContain(`${home}/films holds this folder, which a restore would empty`);
  own.run('rm -rf "$HOME"', { HOME: home });
});

import { expect, test } from 'vitest';
import { ComposeService, HostPath, Network, Service, Variable, Volume } from '../../../constructs/index.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored } from '../../support/author.ts';

const image = 'example/films:1.0';
const part = (content: string | undefined, from: string, to: string) =>
  content?.slice(content.indexOf(from), content.indexOf(to, content.indexOf(from)));

test('a path of the host is mounted as it lies there, and must be there', () => {
  const stack = authored((core) => {
    const disk = new Variable('MEDIA', { description: 'Where the films lie.' });
    const media = new HostPath(core, 'media', { path: disk, holds: 'Films.', readOnly: true });
    const inbox = new HostPath(core, 'inbox', {
      path: '/srv/inbox',
      holds: 'New films.',
      owner: '1000:1000',
    });
    new Service(core, 'web', { image })
      .mount(media, '/media')
      .mount(inbox, '/inbox')
      .mount(inbox, '/look', { readOnly: true });
  });
  expect(stack.hostPaths).toEqual([
    {
      path: 'shop-test/core/media',
      id: 'media',
      host: [{ kind: 'variable', name: 'MEDIA' }],
      holds: 'Films.',
      kind: 'folder',
      readOnly: true,
    },
    {
      path: 'shop-test/core/inbox',
      id: 'inbox',
      host: ['/srv/inbox'],
      holds: 'New films.',
      kind: 'folder',
      owner: '1000:1000',
      readOnly: false,
    },
  ]);
  expect(part(composeFile(stack)[0]?.content, '    volumes:', '    restart:')).toBe(`    volumes:
      - type: bind
        source: \${MEDIA:?set MEDIA in .env}
        target: /media
        read_only: true
        bind:
          create_host_path: false
      - type: bind
        source: /srv/inbox
        target: /inbox
        bind:
          create_host_path: false
      - type: bind
        source: /srv/inbox
        target: /look
        read_only: true
        bind:
          create_host_path: false
`);
});

test('one that leads back is refused', () => {
  expect(() => authored((core) => new HostPath(core, 'media', { path: '/srv/../etc', holds: 'A.' }))).toThrow(
    expect.objectContaining({
      code: 'bad-prop',
      message: 'path of "media" leads back with "..": /srv/../etc',
      fix: 'write where it ends: an absolute path without ".."',
    }),
  );
});

test('networks and volumes that others made are called by their names', () => {
  const stack = authored((core, _, stack) => {
    const proxy = new Network(stack, 'proxy', { purpose: 'The edge of this host.', external: 'edge_net' });
    const old = new Volume(stack, 'old', { holds: 'Films.', external: { name: 'films', create: true } });
    new Service(core, 'web', { image, networks: [proxy] }).mount(old, '/old');
    new ComposeService(core, 'cache', { image });
  });
  const content = composeFile(stack)[0]?.content ?? '';
  expect(content.slice(content.indexOf('\nnetworks:'))).toBe(`
networks:
  proxy:
    name: edge_net
    external: true

volumes:
  old:
    name: films
    external: true
`);
});

test('what others make is not told how', () => {
  expect(() =>
    authored(
      (_, __, stack) => new Network(stack, 'proxy', { purpose: 'All.', external: 'a', internal: true }),
    ),
  ).toThrow(
    expect.objectContaining({
      message: '"proxy" is external, and says whether it is internal: whoever makes it decides that',
    }),
  );
});

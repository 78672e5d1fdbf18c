import { expect, test } from 'vitest';
import { said, service, stack, volume } from '../../../support/model.ts';
import { network } from '../../../support/network.ts';
import { indonesianFirst, one, page, pageOf } from './pages.ts';

const model = stack({
  services: [
    service({ mounts: [{ kind: 'host', source: ['/srv/media'], target: '/media', readOnly: true }] }),
    service({ id: 'worker' }),
  ],
  volumes: [volume({ id: 'db_data' })],
  networks: [network({ id: 'proxy', external: { name: 'edge_net', create: false } })],
  hostPaths: [
    {
      ...{ path: 'shop-test/media', id: 'media', host: ['/srv/media'], holds: said('Films.') },
      ...{ kind: 'folder', owner: '7:7', readOnly: true },
    },
    {
      ...{ path: 'shop-test/run', id: 'run', host: ['/run/db.sock'], holds: said('A door.') },
      ...{ kind: 'socket', readOnly: false },
    },
  ],
});

test('the paths of the host, and what was made beside the project, are named', () => {
  const content = page(one(model));
  expect(content).toContain(
    'Data lives in named volumes, and in the paths of the host that stand below them.',
  );
  expect(content).toContain('Made beside this project, and left alone by all of these: `edge_net`.\n');
  expect(content).toContain(`
| On the host | Holds | Must be | Used by | Backup |
|---|---|---|---|---|
| \`/srv/media\` | Films. | a folder of \`7:7\`; only read | \`web\` | none |
| \`/run/db.sock\` | A door. | a socket |  | none |
`);
  expect(pageOf(one({ ...model, languages: indonesianFirst }), indonesianFirst[0])).toContain(
    '| `/srv/media` | Films. | folder milik `7:7`; hanya dibaca | `web` | tidak ada |',
  );
});

test('nothing is said of either where there is none', () => {
  const content = page(one(stack({ volumes: [volume({ id: 'db_data' })] })));
  expect(content).toContain('All data lives in named volumes.');
  expect(content).not.toContain('On the host');
  expect(content).not.toContain('beside this project');
});

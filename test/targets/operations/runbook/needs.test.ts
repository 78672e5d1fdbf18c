import { expect, test } from 'vitest';
import { ExistingServer, Service, Variable } from '../../../../constructs/index.ts';
import { modelOf } from '../../../../src/compile.ts';
import { runbook } from '../../../../src/targets/operations/runbook/runbook.ts';
import { appOf } from '../../../support/author.ts';
import { draw } from '../../../support/cellar.ts';

const image = 'example/films:1.0';
const pages = (props: object) => {
  const app = appOf((core) => new Service(core, 'web', { image, ...props }), { languages: ['en', 'id'] });
  return modelOf(app).flatMap((system) => runbook(system, []).map(({ content }) => content));
};

test('the runbook says what the host must have, and which limit there is none of', () => {
  const [english = '', indonesian = ''] = pages({
    devices: ['/dev/dri', { host: new Variable('STICK', { description: 'A stick.' }), at: '/dev/stick' }],
    gpus: 1,
    hostSettings: { 'vm.max_map_count': 262_144 },
    unlimited: ['memory', 'cpus'],
  });
  expect(english).toContain(`curl and flock (util-linux).

Of the host it needs beside that, and \`make doctor\` looks for it:

- the device \`/dev/dri\`, for \`web\`
- the device \`$STICK\`, for \`web\`
- NVIDIA's graphics cards and container toolkit, for \`web\`
- \`vm.max_map_count\` of the kernel, at least \`262144\`; no start sets it, for \`web\`

1. **Get the files.**`);
  expect(english).toContain('processors and processes, but for `web` (memory, processors) by choice. Where');
  expect(indonesian).toContain('- `vm.max_map_count` pada kernel, paling sedikit `262144`; ');
  expect(indonesian).toContain('kecuali `web` (memori, prosesor) yang sengaja dibiarkan. Jika');
});

test('what an image is known to need of the kernel, unless its author says another number', () => {
  const search = { image: 'elasticsearch:8.19.1' };
  const [english = ''] = pages(search);
  expect(english).toContain(
    '- `vm.max_map_count` of the kernel, at least `262144`; no start sets it, for `web`',
  );
  const [other = ''] = pages({ ...search, hostSettings: { 'vm.max_map_count': 524_288 } });
  expect(other).toContain(
    '- `vm.max_map_count` of the kernel, at least `524288`; no start sets it, for `web`',
  );
  expect(other).not.toContain('262144');
});

test('a file with variables is said to be in the backup, or in none', () => {
  expect(pages({ envFiles: ['.env.shop'] })[0]).toContain('**`.env` and `.env.shop` hold every secret.**');
  expect(pages({ envFiles: ['.env.shop'] })[0]).toContain(
    '- the file `.env.shop` with variables, mode 600; no backup holds it, for `web`\n',
  );
  const [english] = pages({ envFiles: ['.env.shop'], backup: { method: draw } });
  expect(english).toContain(
    '- the file `.env.shop` with variables, mode 600; each backup holds it as `config/.env.shop`, and it is put back by hand, for `web`\n',
  );
});

test('what runs elsewhere is said to be saved by nobody here', () => {
  const app = appOf((core) => {
    new ExistingServer(core, 'db', {
      host: 'db.example.org',
      port: 5432,
      description: 'PostgreSQL of the house.',
    });
  });
  const [english] = modelOf(app).flatMap((system) => runbook(system, []).map(({ content }) => content));
  expect(english).toContain(
    '- what answers at `db.example.org:5432`: PostgreSQL of the house. Nothing here starts, stops, watches or saves it: no backup holds its data, and a restore leaves them as they are\n',
  );
});

test('and nothing of it where there is none', () => {
  const [english = ''] = pages({});
  expect(english).toContain('curl and flock (util-linux).\n\n1. **Get the files.**');
  expect(english).toContain('have limits of memory, processors and processes. Where');
});

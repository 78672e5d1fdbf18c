import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { ourLanguages } from '../../../../src/model/words.ts';
import { runbook } from '../../../../src/targets/operations/runbook/runbook.ts';
import { environment, said, stack, variable, volume } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';
import { headings, indonesianFirst, one, page, pageOf, pages, shape, tables } from './pages.ts';

const folder = resolve(import.meta.dirname, '../../../../src/targets/operations/templates');

describe('languages', () => {
  test('README.md is in the first language of the stack, each other one stands beside it', () => {
    const indonesian = one(shop({ languages: indonesianFirst }));
    expect(Object.keys(pages(indonesian))).toEqual(['README.md', 'README.en.md']);
    expect(page(indonesian)).toContain('## Prosedur deploy');
    expect(page(indonesian, 'README.en.md')).toContain('## Deploy');
    expect(Object.keys(pages(one(shop())))).toEqual(['README.md', 'README.id.md']);
    expect(page(one(shop()))).toContain(' Bahasa Indonesia: [README.id.md](README.id.md).\n');
    const alone = one(shop({ languages: [ourLanguages[0]] }));
    expect(Object.keys(pages(alone))).toEqual(['README.md']);
    expect(page(alone)).toContain('`make` alone lists them.\n');
  });

  test.each([
    ['the same in Indonesian', one(shop({ languages: indonesianFirst }))],
    ['a small stack', one(shop())],
    ['the smallest stack', one(stack())],
  ])('both pages of %s are built alike', (_, system) => {
    const [en, id] = ourLanguages.map((language) => pageOf(system, language));
    expect(shape(id)).toEqual(shape(en));
  });
});

describe('a small stack', () => {
  const content = page(one(shop()));

  test('reads without a word of another system', () => {
    expect(Object.values(pages(one(shop()))).join('')).not.toMatch(/posthog|kafka|zookeeper/i);
    const templates = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.md.hbs'));
    expect(templates.length).toBeGreaterThan(30);
    for (const name of templates)
      expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/posthog|kafka|zookeeper|minio/i);
  });

  test('has its own stack, volumes and schedule', () => {
    expect(content).toContain('| **db** | `12.13` | `postgres` | `db` |');
    expect(content).toContain(
      '| `db_data` | `shop-test_db_data` | db_data | `pg_dump -Fc`, with the roles |',
    );
    expect(content).toContain('begin every day at 03:00 by the host');
    expect(content).toContain('(`shop-test-backup.timer`;');
    expect(content).toContain('gpg --encrypt');
    expect(content).not.toMatch(/offsite|off site|restic/i);
    expect(content).toContain('   make start-core\n   make migrate\n   make start-app\n');
  });

  test('what it has not is not spoken of', () => {
    const smallest = page(one(stack()));
    expect(smallest).toContain('No service keeps data that is saved by `make backup`.');
    expect(smallest).not.toMatch(/certificate is not issued|smoke-test|A job failed|make schedule/);
  });

  test('nothing is said twice, and what is not said is found', () => {
    const serves = {
      product: 'Caddy',
      tls: 'staging' as const,
      sites: [{ name: ['shop.example.com'], routes: [] }],
    };
    const model = shop({
      runbook: { ...shop().runbook, about: said('Shop') },
      services: shop().services.map((one) => (one.id === 'edge' ? { ...one, edge: true, serves } : one)),
    });
    const content = page(one(model));
    expect(content).toContain('# Shop, self-hosted: operations\n\nThis repository');
    expect(content).toContain('| `test` | `shop-test` | `https://shop.example.com` |');
    expect(content).toContain('`make logs SERVICE=edge` shows the answer of the authority');
    expect(content).toContain('does not trust the certificate of test');
  });

  test('a variable of some environments says which', () => {
    const domain = variable({ name: 'DOMAIN', example: 'shop.example.com' });
    const production = shop({ variables: [domain], environment: { ...environment, name: 'production' } });
    expect(page(one(shop(), production))).toContain('| `DOMAIN` (production) | yes | refused |');
  });

  test('the guarded environment stands for the others', () => {
    const guarded = shop({
      project: 'shop-production',
      environment: { ...environment, name: 'production', guarded: true },
    });
    const preview = shop({ project: 'shop-preview', environment: { ...environment, name: 'preview' } });
    expect(page(one(shop(), guarded, preview))).toContain('`shop-production_db_data`');
    expect(page(one(shop(), preview))).toContain('`shop-preview_db_data`');
  });
});

test('no value breaks out of its place', () => {
  const nasty = 'a | b\n# c <b> `d` *e* [f](g)';
  const calm = page(one(shop({ title: 'Shop' })));
  const model = shop({
    title: nasty,
    version: nasty,
    variables: [variable({ name: 'X', description: said(nasty), default: nasty, example: nasty })],
    runbook: {
      about: said(nasty),
      deploy: [said(nasty)],
      security: [said(nasty)],
      backup: [said(nasty)],
      upgrade: [said(nasty)],
      monitoring: [said(nasty)],
      troubleshooting: [
        { symptom: said(nasty), mend: said(nasty), commands: [nasty], afterwards: said(nasty) },
      ],
    },
  });
  const content = page(one(model));
  expect(headings(content).length).toBe(headings(calm).length + 1);
  for (const { header, rows } of tables(content))
    for (const row of rows) expect(row.length).toBe(header.length);
  expect(marked.parse(content)).not.toMatch(/<b>|<em>e|href="g"/);
});

test('what goes wrong has its lines to copy, and what a volume keeps has its way to make room', () => {
  const trouble = {
    symptom: said('It hums'),
    mend: said('Hit it:'),
    commands: ['for i in 1 2; do', '  hit "$i"', 'done'],
    afterwards: said('Then it is quiet.'),
  };
  const model = shop({
    runbook: { ...shop().runbook, troubleshooting: [trouble] },
    volumes: [volume({ id: 'files', room: said('Delete `old` files.') }), volume({ id: 'other' })],
  });
  const content = page(one(model));
  expect(content).toContain(
    '### It hums\n\nHit it:\n\n```bash\nfor i in 1 2; do\n  hit "$i"\ndone\n```\n\nThen it is quiet.\n',
  );
  expect(content).toContain(
    '| Volume | How to make room |\n|---|---|\n| `files` | Delete `old` files. |\n\n',
  );
});

test('Indonesian has a comma where English has a point', () => {
  const model = shop({
    environment: { ...shop().environment, host: { cpus: 2, memory: '1536mb', disk: '10gb' } },
  });
  const [en = '', id = ''] = runbook(one(model), []).map(({ content }) => content);
  expect(en).toContain('1.5 GB of memory');
  expect(id).toContain('memori 1,5 GB');
});

test('a system without an environment has no runbook', () => {
  expect(runbook(one(), [])).toEqual([]);
});

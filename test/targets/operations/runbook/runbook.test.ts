import { readFileSync } from 'node:fs';
import type { Tokens, TokensList } from 'marked';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { StackModel, SystemModel } from '../../../../src/model/stack.ts';
import type { Language } from '../../../../src/model/words.ts';
import { stackEmitters } from '../../../../src/targets/operations/index.ts';
import { runbook } from '../../../../src/targets/operations/runbook/runbook.ts';
import stacks from '../../../../stacks/index.ts';
import { clickhouseShop } from '../../../support/clickhouse-shop.ts';
import { environment, said, service, stack, variable, volume } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';

/** The runbook as compilation makes it, page by page. */
function pages(system: SystemModel): Readonly<Record<string, string>> {
  const environments = system.stacks.flatMap((model) =>
    stackEmitters
      .flatMap((emitter) => emitter(model))
      .map((artifact) => ({ ...artifact, path: `${model.environment.name}/${artifact.path}` })),
  );
  return Object.fromEntries(runbook(system, environments).map(({ path, content }) => [path, content]));
}

const page = (system: SystemModel, name = 'README.md') => pages(system)[name] ?? '';
const one = (...models: readonly StackModel[]): SystemModel => ({ name: 'shop', stacks: models });
const posthog = stacks.toModel()[0] ?? one();
const languages: readonly Language[] = ['en', 'id'];
const pageOf = (system: SystemModel, language: Language) =>
  page(system, system.stacks[0]?.language === language ? 'README.md' : `README.${language}.md`);

const blocks = (content: string): TokensList => marked.lexer(content);
const tables = (content: string) =>
  blocks(content).filter((token): token is Tokens.Table => token.type === 'table');
const headings = (content: string) =>
  blocks(content).filter((token): token is Tokens.Heading => token.type === 'heading');
/** The anchor that GitHub gives a heading. */
const anchor = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('languages', () => {
  test("README.md is in the stack's language, the other one stands beside it", () => {
    expect(Object.keys(pages(posthog))).toEqual(['README.en.md', 'README.md']);
    expect(page(posthog)).toContain('## Prosedur deploy');
    expect(page(posthog, 'README.en.md')).toContain('## Deploy');
    expect(Object.keys(pages(one(shop())))).toEqual(['README.md', 'README.id.md']);
    expect(page(one(shop()))).toContain('[README.id.md](README.id.md)');
  });

  test.each([
    ['PostHog', posthog],
    ['a small stack', one(shop())],
    ['the smallest stack', one(stack())],
  ])('both pages of %s are built alike', (_, system) => {
    const [en, id] = languages.map((language) => pageOf(system, language));
    const shape = (content = '') =>
      blocks(content).flatMap((token) =>
        token.type === 'heading'
          ? [`h${token.depth}`]
          : token.type === 'table'
            ? [`table ${token.header.length}×${token.rows.length}`]
            : token.type === 'code'
              ? [`code ${token.lang}`]
              : [],
      );
    expect(shape(id)).toEqual(shape(en));
  });
});

describe.each(languages)('the page for PostHog in %s', (language) => {
  const content = pageOf(posthog, language);

  test('names every target of the Makefile', () => {
    const makefile = stackEmitters
      .flatMap((emitter) => posthog.stacks.flatMap(emitter))
      .find(({ path }) => path === 'Makefile');
    const targets = /^\.PHONY: (.*)$/m.exec(makefile?.content ?? '')?.[1]?.split(' ') ?? [];
    expect(targets).toContain('start-posthog');
    for (const target of targets) expect(content).toContain(`\`make ${target}\``);
  });

  test('names every service, volume, network, variable and project', () => {
    for (const model of posthog.stacks) {
      const { services, volumes, networks, variables } = model;
      for (const { id } of [...services, ...networks]) expect(content).toContain(`| \`${id}\` |`);
      for (const { id } of volumes) expect(content).toContain(`| \`${id}\` | \`posthog-production_${id}\` |`);
      for (const { name } of variables) expect(content).toMatch(new RegExp(`^\\| \`${name}\``, 'm'));
      for (const { image } of services) expect(content).toContain(`| \`${image.replace(/^.*:/, '')}\` |`);
      expect(content).toContain(`\`${model.project}\``);
    }
  });

  test('has the steps of a deploy in their order', () => {
    const steps = [
      'make init',
      'cp .env.example .env',
      '`production`: `DOMAIN`\n',
      '   make doctor\n',
      'make build pull\n   make start-core\n   make migrate\n   make start-posthog\n',
      'make check-async-migrations          #',
      'docker compose run --rm asyncmigrationscheck',
    ];
    const places = steps.map((step) => content.indexOf(step));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('every entry of the contents leads to a chapter, and every chapter has one', () => {
    const entries = [...content.matchAll(/^- \[.*\]\(#(.*)\)$/gm)].map(([, target]) => target);
    const chapters = headings(content).filter(({ depth }) => depth === 2);
    expect(entries).toEqual(chapters.map(({ text }) => anchor(text)));
  });

  test('every row of a table has all its cells, and none is left as text', () => {
    for (const { header, rows } of tables(content))
      for (const row of rows) expect(row.length).toBe(header.length);
    for (const token of blocks(content))
      if (token.type === 'paragraph') expect(token.raw).not.toMatch(/^\|/m);
  });

  test('what it says of retention is what the containers are told', () => {
    for (const { services, environment } of posthog.stacks) {
      const told = new Map(
        services.flatMap(({ env }) => env.map(({ name, value }) => [name, value.join('')])),
      );
      const hours = told.get('KAFKA_CFG_LOG_RETENTION_HOURS');
      const gigabytes = Number(told.get('KAFKA_CFG_LOG_RETENTION_BYTES')) / 1024 ** 3;
      expect(content).toMatch(new RegExp(`${hours} (hours|jam) (in|di) [a-z ]*${environment.name}`));
      expect(content).toMatch(new RegExp(`${gigabytes} GB`));
    }
  });

  test('knows where the versions end', () => {
    expect(content).toContain('`release-1.43.1`');
    expect(content).toMatch(/`release-1\.44\.0` (never existed|tidak pernah ada)/);
  });

  test('nothing of the machinery shows', () => {
    expect(content).not.toMatch(/undefined|\[object|NaN/);
    expect(content.replace("'{{.State.OOMKilled}}'", '')).not.toMatch(/\{\{|\}\}/);
    expect(content.split('\n').filter((line) => line.endsWith(' '))).toEqual([]);
    expect(content).not.toContain('\n\n\n');
  });
});

describe('a small stack', () => {
  const content = page(one(shop()));

  test('reads without a word of another system', () => {
    expect(Object.values(pages(one(shop()))).join('')).not.toMatch(/posthog|kafka|zookeeper/i);
    for (const language of languages) {
      const name = `../../../../src/targets/operations/templates/README.${language}.md.hbs`;
      expect(readFileSync(new URL(name, import.meta.url), 'utf8')).not.toMatch(
        /posthog|kafka|zookeeper|minio/i,
      );
    }
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

  test('backups that stand on each other are spoken of where there are some', () => {
    const said = (system: SystemModel) => languages.map((language) => pageOf(system, language));
    for (const text of said(one(clickhouseShop(9)))) {
      expect(text).toContain('`make backup FULL=yes`');
      expect(text).toMatch(/`events`.*\n?.* 9 (days|hari)/);
      expect(text).toContain('`tables.tsv`');
    }
    for (const text of said(one(clickhouseShop()))) {
      expect(text).not.toContain('FULL=yes');
      expect(text).toContain('`tables.tsv`');
    }
    for (const text of said(one(shop()))) expect(text).not.toContain('tables.tsv');
  });

  test('what it has not is not spoken of', () => {
    const smallest = page(one(stack()));
    expect(smallest).toContain('No service keeps data that is saved by `make backup`.');
    expect(smallest).not.toMatch(/certificate is not issued|smoke-test|A job failed|make schedule/);
  });

  test('what is not saved says why', () => {
    const [db, edge] = shop().stores;
    const model = shop({
      stores: edge === undefined || db === undefined ? [] : [edge],
      acknowledgements: [
        {
          rule: 'state-backed-up',
          paths: ['shop-test/app/web/db_data'],
          reason: said('It is filled anew | each night.'),
        },
      ],
    });
    const emptied = model.volumes.map((volume) => ({ ...volume, emptyWith: ['edge_data'] }));
    const other = page(one({ ...model, volumes: emptied }));
    expect(other).toContain('none: starts empty after a restore, see below |');
    expect(other).toContain('Not saved, and empty after a restore of what they depend on: `db_data`.');
    const content = page(one(model));
    expect(content).toContain(
      '| `db_data` | `shop-test_db_data` | db_data | none: a restore leaves it alone, see below |',
    );
    expect(content).toContain('Not saved, and left alone by a restore: `db_data`.');
    expect(content).toContain('`stacks/shop.ts` signs it: "It is filled anew \\| each night."');
  });

  test('what is signed for a construct is signed for the volumes in it, and for that rule alone', () => {
    const signing = (rule: string, path: string) =>
      page(
        one(
          shop({
            stores: [],
            acknowledgements: [{ rule, paths: ['shop-test/other', path], reason: said('Nobody misses it.') }],
          }),
        ),
      );
    expect(signing('state-backed-up', 'shop-test/app/web')).toContain('"Nobody misses it."');
    expect(signing('state-backed-up', 'shop-test/app/we')).not.toContain('Nobody misses it.');
    expect(signing('data-kept', 'shop-test/app/web')).not.toContain('Nobody misses it.');
  });

  test('a volume stands under the name that it has on the host', () => {
    const content = page(
      one(
        shop({
          volumes: [
            volume({ id: 'db_data', compose: { name: 'orders' } }),
            volume({ id: 'edge_data', compose: { external: true } }),
          ],
        }),
      ),
    );
    expect(content).toContain('| `db_data` | `orders` |');
    expect(content).toContain('| `edge_data` | `edge_data` |');
  });

  test('nothing is said twice, and what is not said is found', () => {
    const serves = {
      product: 'Caddy',
      tls: 'staging' as const,
      sites: [['shop.example.com']],
      routes: [],
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

test('what its makers have left is named, with the reason that was signed', () => {
  const known = { product: 'PostgreSQL', version: '12.13', dataPaths: [], endOfLife: '2024-11' };
  const old = { ...service({ id: 'db', image: 'postgres:12.13' }), known };
  const model = shop({
    services: [old, { ...old, id: 'other' }, service()],
    acknowledgements: [
      { rule: 'image-pinned', paths: [old.path], reason: said('It is built here.') },
      { rule: 'image-alive', paths: [old.path], reason: said('The *shop* wants it.') },
    ],
  });
  expect(page(one(model))).toContain('| PostgreSQL 12.13 | 2024-11 | The \\*shop\\* wants it. |\n');
  expect(page(one(shop()))).not.toContain('Past their end');
});

test('each version that its makers have left has a line', () => {
  const ended = (id: string, product: string, version: string, endOfLife: string) =>
    service({ id, image: `${id}:${version}`, known: { product, version, dataPaths: [], endOfLife } });
  const services = [
    ended('postgres', 'PostgreSQL', '12.13', '2024-11'),
    ended('mongo', 'MongoDB', '5.0', '2024-10'),
  ];
  const content = page(one(shop({ services })));
  expect(content).toContain('| PostgreSQL 12.13 | 2024-11 |');
  expect(content).toContain('| MongoDB 5.0 | 2024-10 |');
});

test('a system without an environment has no runbook', () => {
  expect(runbook(one(), [])).toEqual([]);
});

import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { modelOf } from '../../../src/compile.ts';
import { ourLanguages } from '../../../src/model/words.ts';
import { stackEmitters } from '../../../src/targets/operations/index.ts';
import {
  headings,
  one,
  page,
  pageOf,
  pages,
  shape,
  tables,
} from '../../../test/targets/operations/runbook/pages.ts';
import app from './app.ts';

const posthog = modelOf(app)[0] ?? one();

test('README.md is in Indonesian, the English one stands beside it, and both are built alike', () => {
  expect(Object.keys(pages(posthog))).toEqual(['README.md', 'README.en.md']);
  expect(page(posthog)).toContain('## Prosedur deploy');
  expect(page(posthog, 'README.en.md')).toContain('## Deploy');
  expect(shape(page(posthog))).toEqual(shape(page(posthog, 'README.en.md')));
});

/** The anchor that GitHub gives a heading. */
const anchor = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe.each(ourLanguages)('the page for PostHog in $id', (language) => {
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
    for (const token of marked.lexer(content))
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

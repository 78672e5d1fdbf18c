import { expect, test } from 'vitest';
import { Service, text } from '../../constructs/index.ts';
import { ruleFindings } from '../../src/compile/rules.ts';
import { configOf } from '../../src/lower.ts';
import { authored } from '../support/author.ts';

const image = 'example.org/web:1.0';

test('an address is one also where raw keys are merged over what says it', () => {
  const stack = authored((core) => {
    const db = new Service(core, 'db', { image, port: 5432, health: { exec: ['true'] } });
    new Service(core, 'web', {
      image,
      env: { PLACE: db.host, OTHER: 'a' },
      command: ['serve', db.address],
      compose: {
        labels: { a: 'b' },
        environment: [text`MORE=${db.address}`],
        entrypoint: text`run --with ${db.host}`,
        healthcheck: { test: text`ask ${db.host}` },
      },
    });
  });
  const host = { kind: 'address', service: 'db' };
  const address = { ...host, port: 5432 };
  const [, web] = stack.services;
  const { environment, command, entrypoint, healthcheck } = web ? configOf(web) : {};
  expect([...(environment ?? [])]).toEqual([
    ['PLACE', [host]],
    ['OTHER', ['a']],
    ['MORE', [address]],
  ]);
  expect(command).toEqual([['serve'], [address]]);
  expect(entrypoint).toEqual([['run'], ['--with'], [host]]);
  expect(healthcheck?.test).toEqual([['CMD-SHELL'], ['ask ', host]]);
  expect(ruleFindings(stack)).toMatchObject([
    {
      rule: 'address-ordered',
      message:
        '"web" points at "db" in PLACE, MORE, its entrypoint and 2 more, but nothing makes it wait: it may start first, and find nobody there',
    },
  ]);
});

test('a word that merely looks like one stays a word', () => {
  const stack = authored((core) => {
    new Service(core, 'db', { image, port: 5432, health: { exec: ['true'] } });
    new Service(core, 'web', { image, env: { NAME: 'db' }, compose: { labels: { a: 'b' } } });
  });
  const [, web] = stack.services;
  expect(web && configOf(web).environment?.get('NAME')).toEqual(['db']);
  expect(ruleFindings(stack)).toEqual([]);
});

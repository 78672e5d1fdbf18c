import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ExistingServer, Secret, Service, text, Variable } from '../../../constructs/index.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored } from '../../support/author.ts';

const image = 'example/films:1.0';
const description = 'PostgreSQL of the house.';
const password = new Secret('DB_PASSWORD', { description: 'Opens it.' });
const pointed = (host: string | Variable) =>
  authored((core) => {
    const db = new ExistingServer(core, 'db', { host, port: 5432, description });
    const DB_URL = text`postgres://shop:${password}@${db.address}/shop`;
    new Service(core, 'web', { image, env: { DB_URL, DB_HOST: db.host } });
  });
const environment = (host: string | Variable) => {
  const [file] = composeFile(pointed(host));
  return parse(file?.content ?? '').services;
};

test('a service points at it, and nothing waits for it, for nothing here starts it', () => {
  const services = environment('db.example.org');
  expect(Object.keys(services)).toEqual(['web']);
  expect(services.web.environment).toMatchObject({
    DB_URL: expect.stringMatching(/^postgres:\/\/shop:\$\{DB_PASSWORD:\?.*\}@db\.example\.org:5432\/shop$/),
    DB_HOST: 'db.example.org',
  });
  expect(services.web.depends_on).toBeUndefined();
});

test('a variable may say where', () => {
  const model = pointed(new Variable('DB_AT', { description: 'Where it is.', default: '10.0.0.7' }));
  expect(model.servers).toMatchObject([
    { id: 'db', host: [{ kind: 'variable', name: 'DB_AT' }], port: 5432 },
  ]);
});

test.each(['db', 'localhost', 'https://db.example.org', 'db.example.org:5432', 'db.example.org; reboot', ''])(
  '"%s" is no host beyond this system',
  (host) => {
    expect(() => pointed(host)).toThrow(/host of "db" is /);
  },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';

const system = new System('objects');
/** Two servers in one stack; what is said of the first one's buckets and its second user changes. */
const source = (lines: string) =>
  sourceOf(
    'objects',
    ['Minio', 'Service'],
    `const of = { image: '${images.minio}', client: '${images.minioClient}', memory: '1gb' } as const;
  const files = new Minio(core, 'files', { ...of, bucket: 'photos' });
  const more = new Minio(core, 'more-files', { ...of, bucket: 'photos', port: 9100 });
  ${lines}
  const health = { exec: ['true'], interval: '1s' } as const;
  new Service(last, 'web', { image: '${images.posthog}', entrypoint: ['sleep', 'infinity'], memory: '64mb', health, init: true }).waitFor(files.setup, more.setup);`,
  );
const before = source(`
  files.addBucket('photos', { versioning: true });
  files.addBucket('exports', { publicRead: true, expireDays: 30 });
  files.addBucket('in.box');
  files.addBucket('scratch', { backup: false });
  files.addUser('reports', { exports: 'read', 'in.box': 'write', scratch: 'write' });`);
const after = source(`
  files.addBucket('exports');
  files.addBucket('in.box');
  files.addBucket('scratch', { backup: false });
  files.addUser('reports', { exports: 'read', 'in.box': 'read' });`);

const envOf = (name: string) =>
  new RegExp(`^${name}=(.*)$`, 'm').exec(readFileSync(join(system.folder, '.env'), 'utf8'))?.[1] ?? '';
const denied = expect.stringMatching(/denied|Insufficient permissions/i);
/** `mc` in a server, as a user; `u/` is the server. */
const as = (login: string, words: string, { server = 'files', port = 9000, input = '' } = {}) =>
  system.exec(server, ['sh', '-c', `MC_HOST_u=http://${login}127.0.0.1:${port} mc ${words}`], input);
const reports = () => `${envOf('FILES_REPORTS_ACCESS_KEY')}:${envOf('FILES_REPORTS_SECRET_KEY')}@`;
const app = () => `${envOf('FILES_ACCESS_KEY')}:${envOf('FILES_SECRET_KEY')}@`;
const root = () => `${envOf('FILES_ROOT_USER')}:${envOf('FILES_ROOT_PASSWORD')}@`;
const other = () => `${envOf('MORE_FILES_ROOT_USER')}:${envOf('MORE_FILES_ROOT_PASSWORD')}@`;

beforeAll(() => {
  system.becomes(before);
  system.mustMake('start');
});
afterAll(() => system.dispose());

it('a user reaches what is said, and nothing else', () => {
  expect(as(app(), 'pipe u/photos/a', { input: 'a' })).toMatchObject({ code: 0 });
  expect(as(root(), 'pipe u/exports/2026/b.csv', { input: 'b' })).toMatchObject({ code: 0 });
  expect(as(reports(), 'pipe u/in.box/c', { input: 'c' })).toMatchObject({ code: 0 });
  expect(as(reports(), 'pipe u/scratch/d', { input: 'd' })).toMatchObject({ code: 0 });
  expect(as(reports(), 'cat u/exports/2026/b.csv').out).toBe('b');
  expect(as(reports(), 'ls u/exports/').out).toContain('2026/');
  for (const refused of [
    'rm u/exports/2026/b.csv',
    'ls u/photos/',
    'cat u/photos/a',
    'mb u/mine',
    'admin user ls u',
  ])
    expect(as(reports(), refused)).toMatchObject({ code: 1, err: denied });
  expect(as(app(), 'ls u/exports/')).toMatchObject({ code: 1, err: denied });
  expect(as('reports:nonsense@', 'ls u/exports/')).toMatchObject({ code: 1 });
});

it('anybody reads an object by its name where that is said, and lists none', () => {
  expect(as('', 'cat u/exports/2026/b.csv').out).toBe('b');
  expect(as('', 'ls u/exports/')).toMatchObject({ code: 1, err: denied });
  expect(as('', 'cat u/in.box/c')).toMatchObject({ code: 1, err: denied });
});

it('versions and days are as said', () => {
  expect(as(root(), 'version info u/photos').out).toContain('versioning is enabled');
  expect(as(root(), 'version info u/in.box').out).toContain('un-versioned');
  expect(as(root(), 'ilm export u/exports').out).toMatch(/"Days": *30/);
});

it('a backup brings the buckets of both back, but for the one that is left out', () => {
  const second = { server: 'more-files', port: 9100 };
  expect(as(other(), 'pipe u/photos/e', { ...second, input: 'e' })).toMatchObject({ code: 0 });
  system.mustMake('backup');
  system.mustMake('destroy');
  const said = system.mustMake('restore', 'BACKUP=latest');
  for (const store of ['files', 'files-exports', 'files-in.box', 'more-files'])
    expect(said).toMatch(new RegExp(`${store} +objects +1 +1 +equal`));
  expect(as(app(), 'cat u/photos/a').out).toBe('a');
  expect(as(reports(), 'cat u/in.box/c').out).toBe('c');
  expect(as(other(), 'cat u/photos/e', second).out).toBe('e');
  expect(as(reports(), 'ls u/scratch/')).toMatchObject({ code: 0, out: '' });
});

it('make rotate gives a user another key: the job tells the server', () => {
  const before = reports();
  system.mustMake('rotate', 'SECRET=FILES_REPORTS_SECRET_KEY');
  expect(reports()).not.toBe(before);
  expect([before, reports()].map((login) => as(login, 'ls u/exports/').code)).toEqual([1, 0]);
});

it('what the source takes away, the job takes away', () => {
  system.becomes(after);
  system.mustMake('start');
  expect(as('', 'cat u/exports/2026/b.csv')).toMatchObject({ code: 1 });
  expect(as(reports(), 'cat u/exports/2026/b.csv').out).toBe('b');
  expect(as(reports(), 'rm u/in.box/c')).toMatchObject({ code: 1 });
  expect(as(reports(), 'ls u/scratch/')).toMatchObject({ code: 1 });
  expect(as(root(), 'ilm export u/exports').out).not.toMatch(/"Days"/);
  expect(as(root(), 'version info u/photos').out).toContain('versioning is enabled');
});

import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { said, variable } from '../../../support/model.ts';
import { operationsFolder, putBackup } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { files, manifest, name, quiet } from '../../../support/shop-backup.ts';

const model = {
  ...shop(),
  variables: [
    variable({ kind: 'secret', name: 'DB_PASSWORD', group: said('Secrets'), bytes: 16 }),
    variable({ kind: 'secret', name: 'API_KEY', group: said('Secrets'), bytes: 16 }),
    variable({ name: 'DOMAIN', group: said('Site') }),
    variable({ name: 'GREETING', group: said('Site'), default: 'hello' }),
  ],
};

/** A new host: the files, and one backup with this `.env`. */
function newHost(env: string) {
  const folder = operationsFolder(model, quiet);
  folder.run('rm .env');
  putBackup(folder, name, manifest, { ...files, 'config/.env': env });
  return folder;
}

const taken = (env: string) => {
  const folder = newHost(env);
  const { status, out, err } = folder.run(`make --silent init BACKUP=${name}`);
  return { folder, status, out, err };
};

/** What it sets, a line each: comments are those of .env.example. */
const sets = (env: string) => env.replace(/^(#.*)?\n/gm, '').replace(/[0-9a-f]{32}/g, 'DRAWN');

const whole = 'DB_PASSWORD=p\nAPI_KEY=k\nDOMAIN=d\nGREETING=g\n';
const made = `Made .env from backups/${name}/config/.env and .env.example.\n`;

test('a new host gets the values of the backup, in a file that nobody else reads', () => {
  const { folder, status, out, err } = taken(whole);
  expect({ status, out, err }).toEqual({ status: 0, out: made, err: '' });
  const example = folder.read('.env.example');
  expect(folder.read('.env')).toBe(
    example
      .replace('DB_PASSWORD=', 'DB_PASSWORD=p')
      .replace('API_KEY=', 'API_KEY=k')
      .replace('DOMAIN=', 'DOMAIN=d')
      .replace('GREETING=hello', 'GREETING=g'),
  );
  expect((statSync(join(folder.path, '.env')).mode & 0o777).toString(8)).toBe('600');
  expect(readdirSync(folder.path).filter((file) => file.startsWith('.env'))).toEqual([
    '.env',
    '.env.example',
  ]);
});

test('what is for Docker, for the programs that it starts or for nobody stays behind, and is named without its value', () => {
  const hostile = [
    'COMPOSE_FILE=/tmp/Hidden.yml',
    'COMPOSE_PROJECT_NAME=Hidden',
    'export COMPOSE_PROFILES=Hidden',
    'DOCKER_HOST: tcp://Hidden:2375',
    'LD_PRELOAD="/tmp/Hidden.so"',
    "PATH='/tmp/Hidden",
    "Hidden'",
    'BASH_ENV=$(touch ran; id)',
    '`touch ran`=Hidden',
    'domain=Hidden',
    'DOMAIN_=Hidden',
    '\u001b[2J=Hidden',
  ];
  const { folder, status, out, err } = taken(`${hostile.join('\n')}\n${whole}COMPOSE_FILE=Hidden\n`);
  expect({ status, out }).toEqual({ status: 0, out: made });
  expect(err).toBe(
    'warning: not taken, because this stack declares no such variables: COMPOSE_PROJECT_NAME COMPOSE_PROFILES DOCKER_HOST LD_PRELOAD PATH BASH_ENV domain DOMAIN_ COMPOSE_FILE\n',
  );
  expect(sets(folder.read('.env'))).toBe(whole);
  expect(folder.run('find .. -name ran').out).toBe('');
});

describe('a value is what Compose reads:', () => {
  test.each([
    ['of several the last', `DOMAIN=x\n${whole}DOMAIN=last\n`, 'DOMAIN=last'],
    ['single quotes and a comment', `${whole}DOMAIN='a #b' # c\n`, "DOMAIN='a #b'"],
    ['double quotes', `${whole}DOMAIN="a \\"b\\" #c"\n`, 'DOMAIN="a \\"b\\" #c"'],
    ['no quotes and a comment', `${whole}DOMAIN=a#b #c\n`, 'DOMAIN=a#b'],
    [
      'spaces and CRLF',
      `${whole.replace('DOMAIN=d', '  export DOMAIN = d ')}`.replaceAll('\n', '\r\n'),
      'DOMAIN=d',
    ],
    ['several lines', `${whole}DOMAIN='a\nAPI_KEY=no\nb'\n`, "DOMAIN='a\nAPI_KEY=no\nb'"],
    ['an empty one that has a default', whole.replace('GREETING=g', 'GREETING='), 'GREETING='],
    ['a $ in single quotes', `${whole}DOMAIN='a$b'\n`, "DOMAIN='a$b'"],
    ['no line end', `${whole}DOMAIN=e`, 'DOMAIN=e'],
    ['a comment and no more', `${whole}# DOMAIN=x\n`, 'DOMAIN=d'],
  ])('%s', (_, env, line) => {
    const { folder, status, err } = taken(env);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(`\n${sets(folder.read('.env'))}`).toContain(`\n${line}\n`);
  });
});

test('a secret that the backup lacks is drawn', () => {
  const { folder, out } = taken("DB_PASSWORD=''\nDOMAIN=d\n");
  expect(out).toBe(`${made}Drew: DB_PASSWORD API_KEY\n`);
  expect(sets(folder.read('.env'))).toBe('DB_PASSWORD=DRAWN\nAPI_KEY=DRAWN\nDOMAIN=d\nGREETING=hello\n');
});

test('what Compose would fill in from elsewhere is left empty, and no secret is drawn in its place', () => {
  const { folder, err } = taken(`${whole}API_KEY=a$HOME\nDOMAIN="\${AWS_SECRET}"\n`);
  expect(err).toBe(
    'warning: Compose replaces the $ in these, so they are empty now: write them into .env, in single quotes: API_KEY DOMAIN\n',
  );
  expect(sets(folder.read('.env'))).toBe('DB_PASSWORD=p\nAPI_KEY=\nDOMAIN=\nGREETING=g\n');
});

describe('refused, and no .env is made:', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['a variable behind a closing quote', `${whole}DOMAIN='d' COMPOSE_FILE=x\n`, ':', 'line 5 of'],
    ['a quote that is not closed', `${whole}DOMAIN='d\nMORE=x\n`, ':', 'line 5 of'],
    ['a huge file', `${whole}${'#\n'.repeat(140_000)}`, ':', 'has more than 256 KiB'],
    ['a huge value', `${whole}DOMAIN=${'x'.repeat(70_000)}\n`, ':', 'is longer than 65536 bytes'],
    [
      'another .env than was saved',
      whole,
      `echo DOMAIN=x >>backups/${name}/config/.env`,
      'is not what was saved',
    ],
    ['a link', whole, `cd backups/${name}/config && mv .env env && ln -s env .env`, '.env is missing'],
    [
      'a folder that is a link',
      whole,
      `cd backups/${name} && mv config c && ln -s c config`,
      '.env is missing',
    ],
    ['no .env', whole, `rm backups/${name}/config/.env`, '.env is missing'],
    ['a backup that nobody here signed', whole, `rm backups/${name}/SIGNATURE`, 'has no signature'],
    ['a backup that is not there', whole, `mv backups/${name} backups/other`, 'there is no backup'],
  ];
  test.each(cases)('%s', (_, env, before, message) => {
    const folder = newHost(env);
    folder.run(before);
    const { status, err } = folder.run(`make --silent init BACKUP=${name}`);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(message) });
    expect(readdirSync(folder.path).filter((file) => file.startsWith('.env'))).toEqual(['.env.example']);
  });

  test('a .env that is there', () => {
    const folder = newHost(whole);
    folder.write('.env', 'DOMAIN=mine\n');
    expect(folder.run(`scripts/init-env ${name}`)).toEqual({
      status: 1,
      out: '',
      err: 'error: there is a .env here, and nothing of it may be lost\n       move it away first: mv .env .env.old\n',
    });
    expect(folder.read('.env')).toBe('DOMAIN=mine\n');
  });
});

test('an unsigned one that the operator names is taken, and its .env must still be what was summed', () => {
  const folder = newHost(whole);
  folder.run(`rm backups/${name}/SIGNATURE`);
  const line = `make --silent init BACKUP=latest UNSIGNED=${name}`;
  const sum = createHash('sha256').update(whole).digest('hex');
  expect(folder.read(`backups/${name}/SHA256SUMS`)).toContain(`${sum}  ./config/.env\n`);
  expect(folder.run(line)).toMatchObject({ status: 0, out: made });
  folder.run(`mv .env .env.old; echo >>backups/${name}/config/.env`);
  expect(folder.run(line).err).toContain('is not what was saved');
});

test('a thousand names of others are not all printed', () => {
  const { err } = taken(`${Array.from({ length: 1500 }, (_, i) => `X${i}=1`).join('\n')}\n${whole}`);
  expect(err).toMatch(/: X0 X1 .* X19 and 1480 more\n$/);
});

test('a stack without stores has no backup to take', () => {
  const folder = operationsFolder({ ...model, stores: [] });
  expect(folder.run('rm .env; scripts/init-env latest').err).toContain('keeps data that it backs up');
});

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { PlaceFormat } from '../../../../constructs/index.ts';
import { ConfigFile, Secret, Service, text, Variable } from '../../../../constructs/index.ts';
import { authored } from '../../../support/author.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const password = new Secret('DB_PASSWORD', { description: 'Opens the database.', issued: true });
const port = new Variable('SMTP_PORT', { description: 'Of the mail server.', default: '587' });
const uid = process.getuid?.() ?? 0;

/** A service that reads what `content` makes, as this user. */
function folderOf(content: ConstructorParameters<typeof ConfigFile>[2]['content'], owner = String(uid)) {
  const model = authored((core) => {
    const db = new Service(core, 'db', { image: 'example/db:1', port: 5432 });
    const config = new ConfigFile(core, 'conf', { file: 'web/conf.d/site', content, owner });
    new Service(core, 'web', { image: 'example/web:1' }).mount(config, '/etc/site').waitFor(db, 'started');
  });
  return operationsFolder(
    model,
    `'info '*) echo '[name=seccomp,profile=builtin]' ;;\n*' up '*) echo "word $RENDERED_WEB_CONF_D_SITE" ;;`,
  );
}

const up = '. scripts/common.sh; compose up --detach web';
const made = 'rendered/web/conf.d/site';
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** A file with the password in it, whatever `.env` says it is; undefined where the script refuses. */
function through(format: PlaceFormat, value: string, env: string): string | undefined {
  const place = {
    yaml: text`a: ${password}\n`,
    json: text`{"a": ${password}}\n`,
    toml: text`a = ${password}\n`,
    env: text`A=${password}\n`,
    ini: text`a=${password}\n`,
    plain: text`a ${password}\n`,
    xml: text`<a>${password}</a>\n`,
  };
  const folder = folderOf({ format, text: place[format] });
  folder.write('.env', `DB_PASSWORD=${env}\n`);
  const { status, err } = folder.run(up);
  if (status !== 0) {
    expect(err).not.toContain(value);
    return undefined;
  }
  return folder.read(made);
}

test('is made at each start, for its owner alone, of .env as it is then', () => {
  const folder = folderOf({
    format: 'yaml',
    text: text`smtp:\n  port: ${port}\n  password: ${password}\n  url: ${text`smtp://x:${password}@mail`}\n`,
    bare: [port],
  });
  expect(folder.read('web/conf.d/site.template')).toBe(
    'smtp:\n  port: @{bare SMTP_PORT}\n  password: "@{DB_PASSWORD}"\n  url: "smtp://x:@{DB_PASSWORD}@mail"\n',
  );
  folder.write('.env', 'DB_PASSWORD=one\n');
  const first = folder.run(up);
  expect(first).toMatchObject({ status: 0, err: `Made of .env: ${made}\n` });
  expect(first.out).toMatch(/^word [0-9a-f]{16}\n$/);
  expect(folder.read(made)).toBe('smtp:\n  port: 587\n  password: "one"\n  url: "smtp://x:one@mail"\n');
  expect([made, 'rendered', 'rendered/web'].map((at) => mode(join(folder.path, at)))).toEqual([
    '600',
    '700',
    '700',
  ]);
  expect(folder.run(up)).toEqual({ ...first, err: '' });
  folder.write('.env', 'DB_PASSWORD=two\nSMTP_PORT=25\n');
  const changed = folder.run(up);
  expect(changed.out).not.toBe(first.out);
  expect(folder.read(made)).toContain('port: 25\n  password: "two"');
});

test('who is killed in the middle begins again, and what was edited or taken away is made again', () => {
  const folder = folderOf({ format: 'plain', text: text`x ${password}\n` });
  folder.write('.env', 'DB_PASSWORD=one\n');
  const word = folder.run(up).out;
  // It was recorded, and did not take its place.
  folder.run(`cp ${made} ${made}.new; sed -i s/one/old/ ${made}`);
  const again = folder.run(up);
  expect(again.out).not.toBe(word);
  expect(folder.read(made)).toBe('x one\n');
  expect(folder.run(`ls rendered/web/conf.d`).out).toBe('site\n');
  folder.run(`echo edited >${made}`);
  expect(folder.run(up).out).not.toBe(again.out);
  expect(folder.read(made)).toBe('x one\n');
  folder.run('rm -r rendered');
  expect(folder.run(up).status).toBe(0);
  expect(folder.read(made)).toBe('x one\n');
});

test('what is no longer described goes, with the secrets in it', () => {
  const folder = folderOf({ format: 'plain', text: text`x ${password}\n` });
  folder.write('.env', 'DB_PASSWORD=one\n');
  folder.run('mkdir -m 700 rendered; echo secret >rendered/old.ini');
  expect(folder.run(up).status).toBe(0);
  expect(folder.run('find rendered -type f | sort').out).toBe(
    'rendered/.lock\nrendered/.made\nrendered/web/conf.d/site\n',
  );
});

test('an owner whom only the engine can give it to is asked of an image that can', () => {
  const folder = folderOf({ format: 'plain', text: text`x ${password}\n` }, '4711:4712');
  folder.write('.env', 'DB_PASSWORD=one\n');
  folder.write('../bin/chown', '#!/bin/sh\nexit 1\n');
  folder.run('chmod +x ../bin/chown');
  const { status, err } = folder.run(up);
  expect({ status, err }).toEqual({
    status: 1,
    err: `error: ${folder.path}/${made}.new cannot be given to the user 4711:4712, who reads it in its container\n       run the same command as root\n`,
  });
  expect(folder.calls()).toContain(
    `run --rm --label stowage.project=shop-test --network none --user 0 --cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --security-opt no-new-privileges --read-only --volume ${folder.path}/rendered/web/conf.d:/rendered --entrypoint chown example/web:1 4711:4712 /rendered/site.new`,
  );
});

test('doctor says beforehand what cannot be made, and what others can read', () => {
  const folder = folderOf({ format: 'ini', text: text`a=${password}\n` });
  folder.write('.env', "DB_PASSWORD='one;two'\n");
  folder.run(`mkdir -p ${made}; chmod 755 rendered`);
  const { out } = folder.run('scripts/doctor');
  expect(out.split('\n').filter((line) => line.includes('rendered'))).toEqual([
    `error    ${made} cannot be made: the value of DB_PASSWORD has a character that ends its place in a file of the format ini, which knows no escape for it`,
    `error    ${made} is a folder: a plain docker compose made it where the file was missing`,
    `         remove it: rmdir ${made}; then make start makes the file`,
    'error    rendered may be read by others',
    '         run: chmod 700 rendered',
  ]);
  folder.run(`rm -r rendered; printf 'DB_PASSWORD=one\\n' >.env`);
  expect(folder.run('scripts/doctor').out).toContain(
    'ok       the files that are made of .env can be made\n',
  );
});

test('destroy removes them, for .env is still there; no scripts are there where nothing is made', () => {
  const folder = folderOf({ format: 'plain', text: text`x ${password}\n` });
  expect(folder.read('scripts/destroy')).toContain('rm -rf -- "$rendered"\n');
  const plain = folderOf('x\n');
  expect(plain.read('scripts/common.sh')).not.toContain('render');
  expect(plain.run('ls scripts/rendered.sh').status).not.toBe(0);
});

const hostile = [
  ['a"b', `'a"b'`],
  ['a\\b', `'a\\b'`],
  ["a'b", `"a'b"`],
  ['a\nb', '"a\\nb"'],
  ['<&>', "'<&>'"],
  ['#; x', "'#; x'"],
  ['@{DB_PASSWORD}', "'@{DB_PASSWORD}'"],
  ['$(id)`id`', "'$(id)`id`'"],
  ['naïve 密\u2028', "'naïve 密\u2028'"],
  ['tab\t', '"tab\\t"'],
] as const;

describe('a value that means something in the format', () => {
  test.each(hostile)('%j is read as it is by YAML, JSON and XML', (value, env) => {
    expect(parse(through('yaml', value, env) ?? '')).toEqual({ a: value });
    expect(JSON.parse(through('json', value, env) ?? '')).toEqual({ a: value });
    const xml = through('xml', value, env) ?? '';
    const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
    const read = xml
      .replace(/^<a>|<\/a>\n$/g, '')
      .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: keyof typeof named) => named[name]);
    expect(read).toBe(value);
  });

  test('is refused where the format has no escape for it', () => {
    const taken = (format: PlaceFormat) =>
      hostile.filter(([value, env]) => through(format, value, env) !== undefined).map(([value]) => value);
    expect(taken('plain')).toEqual(['<&>', '@{DB_PASSWORD}']);
    expect(taken('ini')).toEqual([
      'a"b',
      'a\\b',
      "a'b",
      '<&>',
      '@{DB_PASSWORD}',
      '$(id)`id`',
      'naïve 密\u2028',
    ]);
    expect(taken('env')).toEqual(['a"b', '<&>', '#; x', '@{DB_PASSWORD}', '$(id)`id`', 'naïve 密\u2028']);
  });

  test('that stands without quotes must be a number or a word', () => {
    const folder = folderOf({ format: 'yaml', text: text`port: ${port}\n`, bare: [port] });
    folder.write('.env', 'SMTP_PORT="25\\nadmin: true"\n');
    expect(folder.run(up)).toEqual({
      status: 1,
      out: '',
      err: `error: ${made} cannot be made: the value of SMTP_PORT has a character that ends its place in a file of the format bare, which knows no escape for it\n       give SMTP_PORT a value of letters, digits and . _ - alone\n`,
    });
  });

  test('that Compose would replace is refused: the two would not be the same', () => {
    const folder = folderOf({ format: 'yaml', text: text`a: ${password}\n` });
    folder.write('.env', 'DB_PASSWORD=a$b\n');
    expect(folder.run(up).err).toBe(
      `error: ${made} cannot be made: the value of DB_PASSWORD holds a $, which Compose replaces\n       put the value in single quotes\n`,
    );
  });
});

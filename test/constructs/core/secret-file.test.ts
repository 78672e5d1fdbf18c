import { expect, test } from 'vitest';
import { Secret, Service } from '../../../constructs/index.ts';
import { renderConfigFile } from '../../../src/files/config-file.ts';
import { ownersOf, renderedFiles } from '../../../src/graph/rendered.ts';
import { authored } from '../../support/author.ts';
import { operationsFolder } from '../../support/operations-folder.ts';
import { findingsOfSnippet } from '../../support/snippet.ts';

const password = new Secret('DB_PASSWORD', { description: 'Opens the database.', issued: true });
const uid = String(process.getuid?.() ?? 0);
const model = (user?: string) =>
  authored((core) => {
    const env = { POSTGRES_PASSWORD_FILE: password.file, AGAIN_FILE: password.file };
    new Service(core, 'db', { image: 'example/db:1', env, ...(user !== undefined && { user }) });
  });

test('the container finds it at a path that its variable holds', () => {
  const stack = model();
  const [db] = stack.services;
  expect(db?.env).toEqual([
    { name: 'POSTGRES_PASSWORD_FILE', value: ['/run/secrets/DB_PASSWORD'] },
    { name: 'AGAIN_FILE', value: ['/run/secrets/DB_PASSWORD'] },
  ]);
  expect(db?.mounts).toEqual([
    {
      kind: 'file',
      file: 'rendered/secrets/db/DB_PASSWORD',
      target: '/run/secrets/DB_PASSWORD',
      readOnly: true,
    },
  ]);
  expect(stack.files.map((file) => renderConfigFile(stack, file))).toEqual(['@{DB_PASSWORD}']);
  expect(stack.variables.map(({ name }) => name)).toEqual(['DB_PASSWORD']);
});

test('it belongs to the user of its service, to root where none is said', () => {
  const owners = (user?: string) => renderedFiles(model(user)).map(ownersOf);
  expect(owners()).toEqual([['0:0']]);
  expect(owners('70:70')).toEqual([['70:70']]);
  expect(owners('postgres')).toEqual([[undefined]]);
});

test('the file holds the value, whatever is in it, and no end of a line', () => {
  const folder = operationsFolder(model(uid), `'info '*) ;;\n*' up '*) ;;`);
  folder.write('.env', `DB_PASSWORD="a'b\\"c\\nd"\n`);
  expect(folder.run('. scripts/common.sh; compose up --detach').status).toBe(0);
  expect(folder.read('rendered/secrets/db/DB_PASSWORD')).toBe('a\'b"c\nd');
});

test('rules follow it: who logs in with another password is found, also where Compose holds the file', () => {
  const found = (env: string, more: string) =>
    findingsOfSnippet(`
      const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
      const other = new Secret('OTHER_PASSWORD', { description: 'Another.' });
      ${more}
      const db = new Service(phase, 'db', {
        image: 'postgres:16.4', env: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD_FILE: ${env} }, port: 5432,
        compose: { secrets: [${more === '' ? '' : "'db_password'"}] },
      });
      new Service(later, 'web', { image: 'example.org/web:1.0.0', env: { DATABASE_URL: text\`postgres://shop:\${other}@\${db.address}/shop\` } });
    `)
      .filter(({ rule }) => rule === 'login-matches')
      .map(({ message }) => message);
  const refused =
    '"web" logs in to "db" as "shop" with OTHER_PASSWORD in DATABASE_URL, but "db" makes that user with DB_PASSWORD (POSTGRES_PASSWORD): it is refused';
  expect(found('password.file', '')).toEqual([refused]);
  expect(found('other.file', '')).toEqual([]);
  const l1 = "new ComposeSecret(stack, 'db_password', { environment: password });";
  expect(found("'/run/secrets/db_password'", l1)).toEqual([refused]);
});

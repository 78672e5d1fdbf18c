import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { service, stack, variable } from '../../../support/model.ts';
import { bothFolder } from './around.ts';

const names = ['GREETING', 'PASSWORD'] as const;
const variables = names.map((name) => variable({ name }));
const env = names.map((name) => ({ name, value: [{ kind: 'variable', name } as const] }));
const world = () => bothFolder(stack({ services: [service({ env })], variables }));

/** What `terraform plan` sees where .env is so. */
function seen(dotenv: string, more: Readonly<Record<string, string>> = {}) {
  const folder = world();
  folder.write('.env', dotenv);
  const { status, out, err } = folder.run('terraform/with-env terraform plan -out="a b"', more);
  return { status, out: out.replaceAll(folder.path, '…'), err };
}

const called = '<…/terraform>\n<plan>\n<-out=a b>\n';

describe('with-env', () => {
  test.each([
    ['bare', 'GREETING=hello # to all\nPASSWORD=p#1', 'hello', 'p#1'],
    ['quotes', `GREETING='a "b" \\'c\\' $d'\nPASSWORD="x\\ny\\$z"`, `a "b" 'c' $d`, 'x\ny$z'],
    ['the last one of several', 'GREETING=a\nPASSWORD=b\nexport GREETING = c\n', 'c', 'b'],
    [
      'an empty one, and what is no variable here',
      'GREETING=\nPASSWORD=x\nOTHER=y\nPATH=/nowhere\n',
      '',
      'x',
    ],
    ['CRLF, in several lines', "GREETING='a\r\nb'\r\nPASSWORD=x\r\n", 'a\r\nb', 'x'],
  ])('hands over what Compose reads: %s', (_, dotenv, greeting, password) => {
    expect(seen(dotenv)).toEqual({
      status: 0,
      out: `${called}TF_VAR_GREETING=${greeting}|TF_VAR_PASSWORD=${password}|`,
      err: '',
    });
  });

  test('over .env the environment wins, and over both what is said to Terraform', () => {
    const more = { GREETING: 'from the shell\n', PASSWORD: 'shell', TF_VAR_PASSWORD: 'said' };
    expect(seen('GREETING=a\nPASSWORD=b\n', more).out).toBe(
      `${called}TF_VAR_GREETING=from the shell\n|TF_VAR_PASSWORD=said|`,
    );
  });

  test('what nobody says stays unsaid, so that Terraform asks for it', () => {
    expect(seen('GREETING=a\n').out).toBe(`${called}TF_VAR_GREETING=a|`);
  });

  test('ends as the command does, and what that writes is for its owner alone', () => {
    const folder = world();
    expect(folder.run('cd terraform && ./with-env terraform apply', { EXIT: '3' }).status).toBe(3);
    expect((statSync(join(folder.path, 'terraform/state')).mode & 0o777).toString(8)).toBe('600');
  });

  test.each([
    [
      'a quote that is not closed',
      "PASSWORD='s3cret\n",
      'the value of PASSWORD in ../.env has no closing quote',
    ],
    ['a $ that Compose would replace', 'PASSWORD=s3cret$x\n', 'the value of PASSWORD in ../.env has a $'],
    ['the same in double quotes', 'PASSWORD="s3cret${x}"\n', 'the value of PASSWORD in ../.env has a $'],
    ['a value without end', `PASSWORD=s3cret${'x'.repeat(70_000)}\n`, 'line 1 of ../.env'],
  ])('refuses %s, and says no value', (_, dotenv, message) => {
    const { status, out, err } = seen(dotenv);
    expect({ status, out, err }).toEqual({ status: 1, out: '', err: expect.stringContaining(message) });
    expect(err).not.toContain('s3cret');
  });

  test('another variable may be as odd as it likes', () => {
    expect(seen('GREETING=a\nOTHER=$x\n')).toMatchObject({ status: 0, err: '' });
  });

  test.each([
    ['.env', 'there is no ../.env that', 'make it in the folder above (make init), or give the values'],
    ['scripts', 'the operations repository is not around', 'give the values by TF_VAR_<name>'],
  ])('says what to do where %s is missing', (gone, message, mend) => {
    const folder = world();
    rmSync(join(folder.path, gone), { recursive: true });
    const { status, out, err } = folder.run('terraform/with-env terraform plan');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(`error: ${message}`);
    expect(err).toContain(`\n       ${mend}`);
  });

  test('without a command it says how it is called', () => {
    expect(world().run('terraform/with-env')).toEqual({
      status: 1,
      out: '',
      err: 'error: there is no command to run\n       say one: ./with-env terraform plan\n',
    });
  });

  test('a stack without variables has none to hand over', () => {
    const folder = bothFolder(stack());
    expect(folder.run('terraform/with-env terraform plan').out).toBe(`<${folder.path}/terraform>\n<plan>\n`);
  });
});

import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { name, sumsAgain, withBackup } from '../../../support/shop-backup.ts';
import { one, page } from '../runbook/pages.ts';

const sourced = '. scripts/common.sh; . scripts/stores.sh;';

describe('HMAC-SHA-256', () => {
  /** @see https://www.rfc-editor.org/rfc/rfc4231#section-4.2 */
  const published = [
    [
      '0b'.repeat(20),
      Buffer.from('Hi There'),
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      Buffer.from('Jefe').toString('hex'),
      Buffer.from('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      'aa'.repeat(20),
      Buffer.alloc(50, 0xdd),
      '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    ],
    [
      '0102030405060708090a0b0c0d0e0f10111213141516171819',
      Buffer.alloc(50, 0xcd),
      '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
    ],
  ] as const;
  const random = [1, 31, 32, 63, 64].map((length) => {
    const key = randomBytes(length);
    const message = randomBytes(3 * length);
    return [key.toString('hex'), message, createHmac('sha256', key).update(message).digest('hex')] as const;
  });
  const folder = () => operationsFolder(shop());

  test('is what its vectors and another program say', () => {
    const here = folder();
    for (const [key, message, expected] of [...published, ...random]) {
      here.write('message', '');
      here.run(`printf '%s' ${message.toString('base64')} | base64 -d >message`);
      expect(here.run(`${sourced} hmac ${key} <message`)).toEqual({
        status: 0,
        out: `${expected}\n`,
        err: '',
      });
    }
  });

  test('shows its key to nobody: every program is called without it', () => {
    const here = withBackup();
    const [key = ''] = here.read('.backup-keys').split('\n');
    const spy = ['sha256sum', 'sed', 'cat', 'cut', 'head', 'tr', 'find', 'stat', 'grep', 'awk'];
    for (const program of spy)
      here.write(
        `../bin/${program}`,
        `#!/bin/bash\nprintf '%s\\n' "$*" >>"$HOME/seen"; env >>"$HOME/seen"\nPATH=\${PATH#*:} exec ${program} "$@"\n`,
      );
    here.run('chmod +x ../bin/*');
    expect(here.run('scripts/verify-backup').status).toBe(0);
    const seen = here.read('../seen');
    expect(seen).toContain('manifest');
    expect(seen).not.toContain(key);
  });
});

describe('the key', () => {
  test('is drawn once, for the operator alone, and is in no output', () => {
    const folder = operationsFolder(shop());
    const first = folder.run('umask 022; scripts/init-env');
    expect(first.out).toContain('Drew .backup-keys, the key that signs backups.');
    expect(folder.run('stat -c %a .backup-keys; ls -A | grep -c backup-keys').out).toBe('600\n1\n');
    const key = folder.read('.backup-keys');
    expect(key).toMatch(/^[0-9a-f]{64}\n$/);
    expect(first.out + first.err).not.toContain(key.trim());
    expect(folder.run('scripts/init-env').out).not.toContain('Drew .backup-keys');
    expect(folder.read('.backup-keys')).toBe(key);
  });

  test('is not drawn where nothing is saved', () => {
    const folder = operationsFolder(shop({ stores: [] }));
    folder.run('scripts/init-env');
    expect(folder.run('ls .backup-keys').status).not.toBe(0);
  });

  test.each([
    ['a word', 'key\n', 'line 1 of .backup-keys is not a key'],
    ['a key cut short', `# mine\n${'a'.repeat(63)}\n`, 'line 2 of .backup-keys is not a key'],
    ['a long file', '#\n'.repeat(40000), '.backup-keys is not a file of keys'],
  ])('%s is none, and is not shown', (_, text, message) => {
    const folder = withBackup();
    folder.write('.backup-keys', text);
    const { status, err } = folder.run('scripts/verify-backup');
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(message) });
    expect(err).not.toContain('aaaa');
  });

  test.each(['README.md', 'README.id.md'])('is replaced by the line of %s', (file) => {
    const runbook = page(one(shop()), file);
    const [line = ''] = /^\(new=.*\.backup-keys\)$/m.exec(runbook) ?? [];
    const folder = withBackup();
    const old = folder.read('.backup-keys');
    expect(folder.run(line)).toEqual({ status: 0, out: '', err: '' });
    expect(folder.read('.backup-keys')).toMatch(new RegExp(`^[0-9a-f]{64}\n${old}$`));
    expect(folder.run('stat -c %a .backup-keys').out).toBe('600\n');
    expect(folder.run('scripts/verify-backup').status).toBe(0);
  });

  test('that others can read is named', () => {
    const folder = withBackup();
    const { status, err } = folder.run('chmod 644 .backup-keys; scripts/verify-backup');
    expect(status).toBe(0);
    expect(err).toContain('warning: .backup-keys can be read by others: run chmod 600 .backup-keys\n');
  });

  test('is replaced by a new one, and what the old one signed stays true', () => {
    const folder = withBackup();
    const [old = ''] = folder.read('.backup-keys').split('\n');
    folder.write(
      '.backup-keys',
      `# from today on\n${'b'.repeat(64)}\n\n# until yesterday\n${old.toUpperCase()}\r\n`,
    );
    expect(folder.run('scripts/verify-backup').status).toBe(0);
    folder.run(
      `${sourced} read_backup_keys; write_sums backups/${name}; sign_backup backups/${name} ${name}`,
    );
    expect(folder.run('scripts/verify-backup').status).toBe(0);
    folder.write('.backup-keys', `${old}\n`);
    expect(folder.run('scripts/verify-backup').err).toContain('is signed with a key that');
    folder.write('.backup-keys', `${'b'.repeat(64)}\n`);
    expect(folder.run('scripts/verify-backup').status).toBe(0);
  });
});

describe('a backup that nobody here signed', () => {
  const unsigned = `cd backups/${name} && rm SIGNATURE && sed -i 's/^files 8/files 7/' manifest && ${sumsAgain}`;

  test('is taken when its name is said, and only then', () => {
    for (const script of ['verify-backup', `restore ${name} </dev/null`, 'restore-drill']) {
      const folder = withBackup();
      expect(folder.run(unsigned)).toEqual({ status: 0, out: '', err: '' });
      for (const said of ['', 'yes', 'latest', '20261123T030001Z', '*']) {
        const { status, err } = folder.run(`scripts/${script}`, { UNSIGNED: said });
        expect({ status, err }).toEqual({
          status: 1,
          err: `error: the backup ${name} has no signature: nobody can tell who made it
       one that was made before there was a signature has none. If you know that it is yours: UNSIGNED=${name}
`,
        });
      }
      expect(folder.calls()).not.toMatch(/ (down|stop|rm|up|create) /);
      const { err } = folder.run(`scripts/${script}`, { UNSIGNED: `20200101T000000Z ${name}` });
      expect(err).toContain(
        `warning: the backup ${name} has no signature: nobody can tell who made it. It is taken, because UNSIGNED names it\n`,
      );
    }
  });

  test('is listed as such', () => {
    const folder = withBackup();
    expect(folder.run('scripts/backups').out).not.toContain('NOT SIGNED');
    folder.run(unsigned);
    expect(folder.run('scripts/backups').out).toContain(
      '\n  NOT SIGNED HERE: it is taken only with UNSIGNED=<name>\n',
    );
  });
});

import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Value } from '../../../../constructs/index.ts';
import { Secret, Service, Variable } from '../../../../constructs/index.ts';
import { authored } from '../../../support/author.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

/** A folder of a system with these variables. */
function folderOf(env: Readonly<Record<string, Value>>) {
  return operationsFolder(authored((core) => void new Service(core, 'web', { image: 'example/web:1', env })));
}

/** What Compose and the scripts read of `.env`. */
const read = (folder: ReturnType<typeof operationsFolder>, name: string) =>
  folder.run(`. scripts/common.sh; env_value ${name}`).out;

const description = 'It.';

test.each([
  ['rsa-2048', 'sha256', 'pem'],
  ['rsa-2048', 'sha256', 'base64'],
  ['p-384', 'sha256', 'pem'],
  ['ed25519', undefined, 'base64'],
] as const)('a pair of %s is drawn together (%s, %s)', (key, algorithm, spelled) => {
  const signing = new Secret('KEY', { description, key, spelled });
  const folder = folderOf({
    PUBLIC: new Variable('KEY_PUBLIC', { description, publicOf: signing }),
    KEY: signing,
  });
  folder.run('rm .env');
  expect(folder.run('scripts/init-env')).toMatchObject({
    status: 0,
    out: 'Made .env from .env.example.\nDrew: KEY KEY_PUBLIC\n',
    err: '',
  });
  const [one = '', other = ''] = ['KEY', 'KEY_PUBLIC'].map((name) => {
    const value = read(folder, name);
    return spelled === 'pem' ? value : Buffer.from(value, 'base64').toString();
  });
  const signed = sign(algorithm, Buffer.from('x'), createPrivateKey(one));
  expect(verify(algorithm, Buffer.from('x'), createPublicKey(other), signed)).toBe(true);
  const { out } = folder.run('scripts/doctor');
  expect(out).not.toMatch(/KEY/);
  expect(out).toContain('ok       keys and hashes belong together\n');
  const before = folder.read('.env');
  expect(folder.run('scripts/init-env').out).toContain('nothing was changed');
  expect(folder.read('.env')).toBe(before);
});

const vapid = new Secret('VAPID_PRIVATE', { description, key: 'p-256', spelled: 'base64url' });
const vapidPublic = new Variable('VAPID_PUBLIC', { description, publicOf: vapid });

test('keys of Web Push are bare numbers, and doctor says when two do not belong together', () => {
  const folder = folderOf({ A: vapidPublic, B: vapid });
  folder.run('rm .env; scripts/init-env');
  const bytes = (name: string) => Buffer.from(read(folder, name), 'base64url');
  const [d, point] = [bytes('VAPID_PRIVATE'), bytes('VAPID_PUBLIC')];
  expect([d.length, point.length, point[0]]).toEqual([32, 65, 4]);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const curve = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' };
  const whole = createPrivateKey({ key: { ...curve, d: d.toString('base64url') }, format: 'jwk' });
  const signed = sign('sha256', Buffer.from('x'), whole);
  expect(verify('sha256', Buffer.from('x'), createPublicKey({ key: curve, format: 'jwk' }), signed)).toBe(
    true,
  );
  folder.run(`sed -i 's/^VAPID_PRIVATE=.*/VAPID_PRIVATE=/' .env; scripts/init-env`);
  expect(folder.run('scripts/doctor').out).toContain(
    'error    VAPID_PUBLIC and VAPID_PRIVATE do not belong together\n         empty VAPID_PUBLIC in .env and run make init, which makes it of VAPID_PRIVATE\n',
  );
  folder.run(`sed -i 's/^VAPID_PUBLIC=.*/VAPID_PUBLIC=/' .env`);
  expect(folder.run('scripts/init-env').out).toBe('Drew: VAPID_PUBLIC\n');
  expect(folder.run('scripts/doctor').out).toContain('ok       keys and hashes belong together\n');
});

test('a password is hashed by bcrypt; a changed one does not belong to the hash', () => {
  const password = new Secret('ADMIN_PASSWORD', { description });
  const hash = new Secret('ADMIN_HASH', { description, bcryptOf: password, cost: 5 });
  const folder = folderOf({ HASH: hash, PASSWORD: password });
  folder.run('rm .env');
  expect(folder.run('scripts/init-env')).toMatchObject({
    out: 'Made .env from .env.example.\nDrew: ADMIN_PASSWORD ADMIN_HASH\n',
    err: '',
  });
  expect(folder.read('.env')).toMatch(/^ADMIN_HASH='\$2[by]\$05\$[./A-Za-z0-9]{53}'$/m);
  expect(folder.run('scripts/doctor').out).toContain('ok       keys and hashes belong together\n');
  folder.run(`sed -i 's/^ADMIN_PASSWORD=.*/ADMIN_PASSWORD=another-one/' .env`);
  expect(folder.run('scripts/doctor').out).toContain(
    'error    ADMIN_HASH and ADMIN_PASSWORD do not belong together\n',
  );
});

test('what openssl does not know is no key', () => {
  const folder = folderOf({ A: vapidPublic, B: vapid });
  folder.write('.env', 'VAPID_PRIVATE=nonsense\nVAPID_PUBLIC=\n');
  expect(folder.run('scripts/init-env')).toMatchObject({
    status: 1,
    err: 'error: VAPID_PRIVATE is no key that openssl knows, so VAPID_PUBLIC cannot be made of it\n       empty VAPID_PRIVATE in .env and run make init, or write its key there\n',
  });
  expect(folder.read('.env')).toBe('VAPID_PRIVATE=nonsense\nVAPID_PUBLIC=\n');
});

test('of what is no key there is no public half, and only a key of P-256 is a bare number', () => {
  expect(() => new Variable('A', { description, publicOf: new Secret('B', { description }) })).toThrow(
    '"A" is the public half of B, which is no key',
  );
  expect(() => new Secret('A', { description, key: 'rsa-2048', spelled: 'base64url' })).toThrow(
    '"A" is a key of rsa-2048 in base64url, which only one of p-256 can be',
  );
});

import { describe, expect, test } from 'vitest';
import { adopt, cluster, confirmed, edge, host } from '../../../support/old-shop.ts';

describe('killed', () => {
  /** At the call of `docker` that matches. */
  const killedAt = (made: ReturnType<typeof host>, pattern: string) => {
    made.folder.write('../kill-at', pattern);
    const { status } = made.run(adopt, confirmed);
    expect(status).not.toBe(0);
    expect(made.run('ls ../kill-at').status).not.toBe(0);
  };

  test.each([
    '*old-shop_pgdata:/from*',
    '*shop-test_edge_data:/volume*',
    '*old-shop_edge_data:/from*',
    '*up --no-start*',
    '*up --detach --wait db*',
    '*psql*',
    '*up --detach --wait web edge*',
  ])('at %s it goes on, and brings everything', (pattern) => {
    const made = host();
    killedAt(made, pattern);
    made.run('mkdir -p ../vols/shop-test_edge_data; echo half >../vols/shop-test_edge_data/half');
    const copied = made.folder.read('backups/.adoption').includes('copied edge_data');
    const { status, out, err } = made.run('scripts/adopt', confirmed);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Going on with the adoption of old-shop.');
    expect(made.files('shop-test_db_data')).toEqual(cluster);
    // A copy that was cut short is made again; one that was whole is not touched.
    expect(made.files('shop-test_edge_data')).toEqual(copied ? { ...edge, half: 'half\n' } : edge);
  });

  test('it goes on with the same project only, and only while the old one stands still', () => {
    const made = host();
    killedAt(made, '*old-shop_edge_data:/from*');
    expect(made.run('scripts/adopt other', confirmed).err).toContain(
      'the adoption of old-shop did not finish, and this is other',
    );
    made.use('old-shop_edge_data', 'old-shop-caddy-1');
    const { status, err } = made.run('scripts/adopt', confirmed);
    expect(status).toBe(1);
    expect(err).toContain('old-shop-caddy-1 runs on the volume old-shop_edge_data');
    expect(err).toContain('Or go back: scripts/adopt --undo');
  });

  test('doctor names it, and nothing starts on half of the data', () => {
    const made = host();
    killedAt(made, '*old-shop_edge_data:/from*');
    expect(made.run('scripts/start web')).toMatchObject({
      status: 1,
      err: expect.stringContaining('an adoption did not finish, so what is stored is not whole'),
    });
    expect(made.run('scripts/doctor').out).toContain('the adoption of old-shop did not finish');
  });

  test('what was destroyed meanwhile is begun anew; what is gone in part is not passed over', () => {
    const made = host();
    killedAt(made, '*up --detach --wait db*');
    made.run('rm -r ../vols/shop-test_db_data');
    expect(made.run('scripts/adopt', confirmed).err).toContain(
      'the volume shop-test_db_data was copied, and is gone',
    );
    made.run('rm -r ../vols/shop-test_*');
    expect(made.run(adopt, confirmed).out).toContain('beginning anew');
    expect(made.files('shop-test_db_data')).toEqual(cluster);
  });

  test('a state that it did not write is refused', () => {
    const made = host();
    killedAt(made, '*up --detach --wait db*');
    made.run("echo 'volume $(x)' >>backups/.adoption");
    expect(made.run('scripts/adopt', confirmed).err).toMatch(/\.adoption is damaged at line \d+/);
  });
});

describe('undo', () => {
  test('leaves what was there before, and the old data', () => {
    const made = host();
    made.put('shop-test_queue_data', {});
    made.put('shop-test_edge_config', { 'autosave.json': '{}' });
    made.folder.write('../kill-at', '*up --detach --wait web edge*');
    made.run(adopt, confirmed);
    const { status, out } = made.run('scripts/adopt --undo', confirmed);
    expect(status).toBe(0);
    expect(out).toContain('what it has received since then is lost with them');
    expect(made.volumes()).toEqual([
      'old-shop_edge_data',
      'old-shop_pgdata',
      'shop-test_edge_config',
      'shop-test_queue_data',
    ]);
    expect(made.files('shop-test_edge_config')).toEqual({ 'autosave.json': '{}' });
    expect(made.run(adopt, confirmed).status).toBe(0);
  });

  test('that was killed is finished before anything else', () => {
    const made = host();
    made.put('shop-test_edge_data', {});
    made.folder.write('../kill-at', '*up --detach --wait db*');
    made.run(adopt, confirmed);
    made.folder.write('../kill-at', '*shop-test_edge_data:/volume*');
    expect(made.run('scripts/adopt --undo', confirmed).status).not.toBe(0);
    expect(made.run('scripts/adopt', confirmed).err).toContain('an undo did not finish');
    expect(made.run('scripts/adopt --undo', confirmed).status).toBe(0);
    expect(made.files('shop-test_edge_data')).toEqual({});
    expect(made.volumes()).not.toContain('shop-test_db_data');
  });

  test('is refused without an adoption, and after one that has ended', () => {
    const made = host();
    expect(made.run('scripts/adopt --undo', confirmed).err).toContain('no adoption is on record');
    made.run(adopt, confirmed);
    expect(made.run('scripts/adopt --undo', confirmed).err).toMatch(
      /the adoption of old-shop ended at \d{8}T\d{6}Z, and shop-test has lived on since/,
    );
    expect(made.files('shop-test_db_data')).toEqual(cluster);
    expect(made.run(adopt, confirmed).err).toContain('there is nothing left to do');
    expect(made.run('scripts/start web').status).toBe(0);
  });
});

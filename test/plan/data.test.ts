import { describe, expect, test } from 'vitest';
import { knownImage } from '../../constructs/images/index.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { losesData } from '../../src/plan.ts';
import { service, volume } from '../support/model.ts';
import { planned } from '../support/planned.ts';

interface Said {
  readonly volumes?: object;
  readonly name?: string;
  readonly [key: string]: unknown;
}
const project = ({ volumes = {}, name = 'shop', ...db }: Said) => ({
  name,
  services: { db: { image: 'postgres:16.4', ...db } },
  volumes,
});
const at = (source: string, target = '/var/lib/postgresql/data') => ({ volumes: [`${source}:${target}`] });
const mounted = (source: string, target?: string) => {
  const { volumes } = at(source, target);
  return (over: object = {}) => ({
    name: 'shop',
    services: { db: { image: 'postgres:16.4', volumes, ...over } },
    volumes: /^[./]/.test(source) ? {} : { [source]: null },
  });
};
const fatesOf = (before: object, after: object, over: Partial<StackModel> = {}) =>
  planned({ ...before }, { ...after }, over);
const brief = (plan: ReturnType<typeof fatesOf>) =>
  plan.data.map(({ name, fate, risk }) => [name, fate, risk]);

describe('what becomes of data', () => {
  test('the same', () => {
    const plan = fatesOf(mounted('one')(), mounted('one')());
    expect(plan.data).toEqual([
      {
        ...{ kind: 'volume', name: 'one', atEngine: 'shop_one', fate: 'kept', risk: false, services: ['db'] },
        path: 'shop-test/app/db',
      },
    ]);
    expect(losesData(plan)).toBe(false);
  });

  test('another volume in its place: the old one is replaced, and how it is carried over', () => {
    const plan = fatesOf(mounted('one')(), mounted('two')());
    expect(brief(plan)).toEqual([
      ['one', 'renamed', true],
      ['two', 'new', false],
    ]);
    expect(plan.dangers).toContainEqual({
      rule: 'data-at-risk',
      severity: 'error',
      path: 'shop-test/app/db',
      message: 'one is replaced by another one: db has two in its place, which is not the same data',
      fix: 'copy it: make upgrade ADOPT=one:two; or say its old name again; or accept it: --accept data:one',
    });
    expect(losesData(plan)).toBe(true);
  });

  test('accepted by name, it is a note, and no risk that ends a deploy', () => {
    const plan = planned(mounted('one')(), mounted('two')(), {}, undefined, ['data:one']);
    expect(plan.dangers).toMatchObject([{ rule: 'data-at-risk', severity: 'info', fix: 'accepted by name' }]);
    expect(losesData(plan)).toBe(false);
  });

  test('nothing in its place', () => {
    expect(brief(fatesOf(mounted('one')(), project({ volumes: {} })))).toEqual([['one', 'orphaned', true]]);
    expect(brief(fatesOf(mounted('one')(), project({ volumes: { one: null } })))).toEqual([
      ['one', 'orphaned', true],
    ]);
  });

  test('a volume becomes a folder of the host, and the other way round', () => {
    expect(brief(fatesOf(mounted('one')(), mounted('/srv/a')()))).toEqual([
      ['one', 'renamed', true],
      ['/srv/a', 'new', false],
    ]);
    expect(brief(fatesOf(mounted('/srv/a')(), mounted('one')()))).toEqual([
      ['/srv/a', 'renamed', true],
      ['one', 'new', false],
    ]);
  });

  test('at another path of the container', () => {
    expect(fatesOf(mounted('one')(), mounted('one', '/data')()).data[0]).toMatchObject({
      fate: 'remounted',
      what: 'db has it at /data, and had it at /var/lib/postgresql/data: what looks for its data at the old path finds none',
    });
  });

  test('what is said of the volume itself', () => {
    const after = { ...mounted('one')(), volumes: { one: { driver_opts: { type: 'nfs' } } } };
    expect(brief(fatesOf(mounted('one')(), after))).toEqual([['one', 'remade', true]]);
  });

  test('its name at the engine may stay while that in the file changes', () => {
    const after = { ...mounted('two')(), volumes: { two: { name: 'shop_one' } } };
    expect(brief(fatesOf(mounted('one')(), after))).toEqual([['two', 'kept', false]]);
  });

  test('another name of the project: nothing is copied by a rename', () => {
    const plan = fatesOf({ ...mounted('one')(), name: 'old' }, mounted('one')());
    expect(brief(plan)).toEqual([
      ['one', 'renamed', true],
      ['one', 'new', false],
    ]);
    expect(plan.data[0]?.way).toBe(
      'copy what it holds to one while its services stand still, or say its old name again',
    );
  });

  test.each([
    ['postgres:15.8', 'postgres:16.4', 'PostgreSQL 16.4 finds the data of 15.8 in it'],
    ['postgres:17.1', 'postgres:16.4', 'PostgreSQL 16.4 finds the data of 17.1 in it'],
  ])('%s to %s', (from, to, what) => {
    const known = knownImage(to);
    const plan = fatesOf(mounted('one')({ image: from }), mounted('one')({ image: to }), {
      services: [service({ id: 'db', image: to, ...(known && { known }) })],
      images: { of: knownImage },
    });
    expect(plan.data[0]).toMatchObject({ fate: 'major', risk: true, what });
  });

  test.each(['postgres:16.2', 'postgres:16'])('%s to 16.4 is no other major version', (from) => {
    const known = knownImage('postgres:16.4');
    const plan = fatesOf(mounted('one')({ image: from }), mounted('one')(), {
      services: [service({ id: 'db', ...(known && { known }) })],
      images: { of: knownImage },
    });
    expect(plan.data[0]).toMatchObject({ fate: 'kept' });
  });

  test('another user: no data is lost, and somebody must own them', () => {
    const plan = fatesOf(mounted('one')(), mounted('one')({ user: '1000' }));
    expect(plan.data[0]).toMatchObject({
      fate: 'owner',
      risk: false,
      what: 'db runs as 1000, and ran as the user of its image, who owns what is in it',
    });
  });

  test('configuration beside the file is no data', () => {
    const conf = {
      name: 'shop',
      services: { db: { image: 'postgres:16.4', volumes: ['./conf:/etc/app:ro'] } },
    };
    expect(brief(fatesOf(project({}), conf))).toEqual([]);
  });

  const of = (...volumes: string[]) => ({
    name: 'shop',
    services: { db: { image: 'postgres:16.4', volumes } },
  });

  test.each(['/etc/localtime', '/var/run/docker.sock', '/proc', '/usr/share/zoneinfo/', '/var/log', '/'])(
    'what the host brings along is no data: %s',
    (path) => {
      expect(brief(fatesOf(of(`${path}:/of`), of()))).toEqual([]);
    },
  );

  test('what was only read is left behind without a risk, and what was written with one', () => {
    expect(brief(fatesOf(of('/srv/films:/f:ro'), of()))).toEqual([['/srv/films', 'orphaned', false]]);
    expect(brief(fatesOf(of('/srv/films:/f:ro'), of('/srv/films:/g:ro')))).toEqual([
      ['/srv/films', 'kept', false],
    ]);
    expect(brief(fatesOf(of('/srv/films:/f:ro'), of('/srv/more:/f:ro')))).toEqual([
      ['/srv/films', 'renamed', false],
      ['/srv/more', 'new', false],
    ]);
    expect(brief(fatesOf(of('/etc/letsencrypt:/f'), of()))).toEqual([['/etc/letsencrypt', 'orphaned', true]]);
    const volume = { ...of('films:/f:ro'), volumes: { films: null } };
    expect(brief(fatesOf(volume, of()))).toEqual([['films', 'orphaned', true]]);
  });

  describe('buckets', () => {
    const setup = (command: string, environment: object = {}) => ({
      name: 'shop',
      services: {
        db: { image: 'minio/mc:latest', entrypoint: ['/bin/sh', '-c'], command: [command], environment },
      },
    });
    const between = (one: object, other: object) => fatesOf(one, other);

    test.each([
      ['mc mb --ignore-existing storage/media', 's3://media'],
      ['mc mb -p "store/media"', 's3://media'],
      ["aws --endpoint-url http://s3:9000 s3 mb 's3://media'", 's3://media'],
      ['mc alias set a http://a b c && mc mb a/media/; mc anonymous set none a/media', 's3://media'],
      ['mc mb "a/$$NAME"', 's3://media'],
      ['mc mb a/$${NAME}', 's3://media'],
      ['mc mb --region eu-1 --with-lock $$ALIAS/media >/dev/null 2>&1', 's3://media'],
      ['awslocal s3api create-bucket --region eu-1 --bucket media', 's3://media'],
      ['aws s3api create-bucket --bucket="media" || true', 's3://media'],
    ])('%s', (command, name) => {
      const plan = between(setup('true'), setup(command, { NAME: 'media' }));
      expect(plan.data).toMatchObject([{ kind: 'bucket', name, atEngine: name, fate: 'new', risk: false }]);
    });

    test.each(['echo 512 mb free', 'mb --help', 'ls /data/mb', `mb ${'--- '.repeat(60)}`])(
      'none: %s',
      (command) => {
        expect(between(setup('true'), setup(command)).data).toEqual([]);
      },
    );

    test('one that is called otherwise is empty', () => {
      const plan = between(setup('mc mb "a/$$B"', { B: 'one' }), setup('mc mb "a/$$B"', { B: 'two' }));
      expect(brief(plan)).toEqual([
        ['s3://one', 'renamed', true],
        ['s3://two', 'new', false],
      ]);
      expect(plan.dangers).toContainEqual({
        rule: 'data-at-risk',
        severity: 'error',
        path: 'shop-test/app/db',
        message: 's3://one is replaced by another one: db makes s3://two in its place, which is empty',
        fix: 'copy its objects to s3://two once that is there, before anybody writes into it; or say its old name again; or accept it: --accept data:s3://one',
      });
    });

    test('of several, one that is not made any more is left behind, and who is new is in nobody else’s place', () => {
      const [both, last] = ['mc mb a/one a/two', 'mc mb a/two'].map((line) => setup(line));
      expect(brief(between(both ?? {}, last ?? {}))).toEqual([
        ['s3://one', 'orphaned', true],
        ['s3://two', 'kept', false],
      ]);
      expect(brief(between(both ?? {}, setup('mc mb a/three')))).toEqual([
        ['s3://one', 'orphaned', true],
        ['s3://two', 'orphaned', true],
        ['s3://three', 'new', false],
      ]);
    });

    test('made by another service, it stays', () => {
      const one = setup('mc mb a/one');
      expect(brief(between(one, { ...one, services: { other: one.services.db } }))).toEqual([
        ['s3://one', 'kept', false],
      ]);
    });
  });

  test('whether a backup holds it', () => {
    const saved = (over: Partial<StackModel>) =>
      fatesOf(mounted('one')(), mounted('one')(), over).data[0]?.saved;
    expect(saved({ volumes: [volume({ id: 'one', kind: 'cache' })] })).toBe('cache');
    expect(saved({ volumes: [volume({ id: 'one' })] })).toBe('no');
    expect(saved({})).toBeUndefined();
  });
});

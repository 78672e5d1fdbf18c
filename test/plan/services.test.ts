import { describe, expect, test } from 'vitest';
import { isQuiet } from '../../src/plan.ts';
import { service } from '../support/model.ts';
import { planned } from '../support/planned.ts';

const image = 'example/web:1.0';
const of = (web: object, others: object = {}) => ({
  name: 'shop',
  services: { web: { image, ...web }, ...others },
});
const stepOf = (before: object | undefined, after: object, name = 'web') =>
  planned(before && of(before), of(after)).services.find((one) => one.service === name);

describe('what becomes of a service', () => {
  test('the same: it is kept, and there is nothing to do', () => {
    const plan = planned(of({ command: ['a'] }), of({ command: ['a'] }));
    expect(plan.services).toEqual([
      { service: 'web', action: 'keep', path: 'shop-test/app/web', changes: [], without: [] },
    ]);
    expect(isQuiet(plan)).toBe(true);
  });

  test('another value: made anew, with the key, from what to what, and how long it is away', () => {
    expect(
      stepOf(
        { environment: { A: '1', B: '2' }, stop_grace_period: '20s' },
        {
          environment: { A: '3', B: '2' },
          stop_grace_period: '20s',
          healthcheck: { test: ['CMD', 'true'], interval: '5s', retries: 2, start_period: '1m' },
        },
      ),
    ).toMatchObject({
      action: 'recreate',
      changes: [
        { keys: ['environment', 'A'], from: '1', to: '3' },
        { keys: ['healthcheck', 'test'], to: 'CMD true' },
        { keys: ['healthcheck', 'interval'], to: '5s' },
        { keys: ['healthcheck', 'retries'], to: '2' },
        { keys: ['healthcheck', 'start_period'], to: '60s' },
      ],
      down: { stop: 20, ready: 70 },
    });
  });

  test('what Compose does not look at: the container stays', () => {
    expect(stepOf({}, { pull_policy: 'always' })).toMatchObject({
      action: 'keep',
      changes: [{ keys: ['pull_policy'], to: 'always' }],
    });
  });

  test('one that only some versions look at says which', () => {
    const versions = (['2.26', '5.6'] as const).map((one) => ({ from: one, to: one }));
    const db = { db: { image } };
    const [web] = planned(of({}, db), of({ depends_on: ['db'] }, db), {}, versions).services;
    expect(web).toMatchObject({ service: 'web', action: 'recreate', only: ['2.26'] });
  });

  test('an image that is built anew', () => {
    expect(
      stepOf({ image: 'shop/web:1-a', build: './web' }, { image: 'shop/web:1-b', build: './web' }),
    ).toMatchObject({
      action: 'rebuild',
    });
  });

  test('one that comes, one that goes', () => {
    const plan = planned(of({}, { old: { image } }), of({}, { fresh: { image } }));
    expect(plan.services.map(({ service: id, action }) => [id, action])).toEqual([
      ['web', 'keep'],
      ['fresh', 'create'],
      ['old', 'remove'],
    ]);
  });

  test('who waits with restart: true stops and starts with it', () => {
    const db = (command: string) => ({ db: { image, command } });
    const web = { depends_on: { db: { condition: 'service_started', restart: true } } };
    const plan = planned(of(web, db('a')), of(web, db('b')));
    expect(plan.services[0]).toMatchObject({ action: 'restart', because: { kind: 'restart', of: 'db' } });
    expect(plan.services[1]).toMatchObject({ action: 'recreate' });
  });

  test('who points at it and keeps running is without it meanwhile', () => {
    const db = (command: string) => ({ db: { image, command } });
    const url = [{ name: 'DB_HOST', value: ['db'] }];
    const plan = planned(of({}, db('a')), of({}, db('b')), {
      services: [service({ env: url }), service({ id: 'db' })],
    });
    expect(plan.services[1]).toMatchObject({ service: 'db', without: ['web'] });
  });

  test('a job that runs each time runs although nothing changed; nothing is to be done for it', () => {
    const job = { runs: 'always', target: 'migrate', help: 'Migrates' } as const;
    const plan = planned(of({}), of({}), { services: [service({ kind: 'job', job })] });
    expect(plan.services[0]).toMatchObject({ action: 'keep', runs: true });
    expect(isQuiet(plan)).toBe(true);
  });

  test('a variable is the same on both sides, another one is not, and a default counts where it always has one', () => {
    expect(stepOf({ environment: { A: '${A:?}' } }, { environment: { A: '${A:?no}' } })?.action).toBe('keep');
    expect(stepOf({ environment: { A: '${A}' } }, { environment: { A: '${B}' } })?.action).toBe('recreate');
    expect(stepOf({ environment: { A: '${A:-1}' } }, { environment: { A: '${A:-2}' } })?.action).toBe(
      'recreate',
    );
    expect(stepOf({ mem_limit: '${A}' }, { mem_limit: '${B}' })?.action).toBe('recreate');
  });

  test('without anything before all of it is new', () => {
    expect(planned(undefined, of({}))).toMatchObject({
      isNew: true,
      services: [{ action: 'create' }],
      dangers: [],
    });
  });

  test('another name of the project makes all of it anew', () => {
    const plan = planned({ ...of({}), name: 'old' }, of({}));
    expect(plan.services).toMatchObject([{ service: 'web', action: 'create' }]);
    expect(plan.dangers[0]).toMatchObject({ rule: 'project-renamed', severity: 'error' });
  });

  test('names that every object of JavaScript has are names', () => {
    const hostile = { constructor: { image }, __proto__: { image }, toString: { image } };
    const services = JSON.parse(
      '{"constructor":{"image":"a"},"__proto__":{"image":"a","environment":{"__proto__":"1"}}}',
    );
    const plan = planned({ name: 'shop', services }, { name: 'shop', services: { ...hostile } });
    expect(plan.services.map(({ service: id }) => id)).toEqual(
      expect.arrayContaining(['constructor', 'toString', '__proto__']),
    );
  });

  test('the order of phases, and how long each takes at most', () => {
    const phases = ['app', 'late'].map((id) => ({ path: `shop-test/${id}`, id }));
    const services = [service(), service({ id: 'edge', phase: 'late' })];
    const edge = (command: string) => ({ edge: { image, command, stop_grace_period: '2m' } });
    const plan = planned(of({ command: 'a' }, edge('a')), of({ command: 'b' }, edge('b')), {
      phases,
      services,
    });
    expect(plan.phases).toEqual([
      { phase: 'app', services: ['web'], atMost: 10 },
      { phase: 'late', services: ['edge'], atMost: 120 },
    ]);
  });
});

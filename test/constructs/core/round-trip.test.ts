import { describe, expect, test } from 'vitest';
import type { RoundTripProps, Stack } from '../../../constructs/index.ts';
import { Job, Service } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';

const site = 'https://shop.example.com';
const image = 'example/web:1.0';

/** The model's round trips of a shop that says this of one. */
function tripped(
  over: (services: {
    readonly db: Service;
    readonly queue: Service;
    readonly job: Job;
  }) => Partial<RoundTripProps>,
  props: { readonly site?: string; readonly profile?: string } = { site, profile: 'tools' },
) {
  const make = (core: Parameters<Parameters<typeof authored>[0]>[0], _: unknown, stack: Stack) => {
    const db = new Service(core, 'db', { image });
    const queue = new Service(core, 'queue', { image });
    const { profile } = props;
    const job = new Job(core, 'account', {
      image,
      command: 'make-account',
      ...(profile !== undefined && { profile }),
    });
    stack.roundTrip('an order', {
      send: { path: '/orders', body: '{}' },
      stages: [{ in: db, script: 'true', broken: 'lost' }],
      ...over({ db, queue, job }),
    });
  };
  return authored(make, props.site === undefined ? {} : { site: props.site }).roundTrips;
}

test('what is not said: a status of 200, nothing to look up, nothing to take away', () => {
  expect(tripped(() => ({}))).toEqual([
    {
      what: 'an order',
      needs: [],
      send: { path: '/orders', status: 200, body: '{}' },
      stages: [{ service: 'db', script: 'true', broken: 'lost' }],
    },
  ]);
});

test('everything that can be said, by the names of the services', () => {
  const trips = tripped(({ db, queue, job }) => ({
    prepare: job,
    needs: { KEY: { in: db, script: 'key', missing: 'there is no account' } },
    send: { path: '/orders', status: 202, body: '{"key":"$KEY","id":"$RUN","$note":1}' },
    stages: [
      { in: queue, script: 'read', by: db, broken: 'nobody reads' },
      { in: db, script: 'there', broken: 'lost' },
    ],
    clean: { in: db, script: 'delete' },
  }));
  expect(trips).toEqual([
    {
      what: 'an order',
      prepare: { service: 'account', target: 'account' },
      needs: [{ name: 'KEY', service: 'db', script: 'key', missing: 'there is no account' }],
      send: { path: '/orders', status: 202, body: '{"key":"$KEY","id":"$RUN","$note":1}' },
      stages: [
        { service: 'queue', script: 'read', by: 'db', broken: 'nobody reads' },
        { service: 'db', script: 'there', broken: 'lost' },
      ],
      clean: { service: 'db', script: 'delete' },
    },
  ]);
});

describe('what is wrong is said with its value', () => {
  test.each(['key', 'A B', 'RUN', 'PATH', '', '__proto__x'])('a name that cannot be one: %s', (name) => {
    const needs = ({ db }: { readonly db: Service }) => ({
      needs: { [name]: { in: db, script: 'x', missing: 'x' } },
    });
    expect(() => tripped(needs)).toThrow(`"${name}" cannot be the name of what a round trip looks up`);
  });

  test('a variable in the body that nothing looks up', () => {
    const body = () => ({ send: { path: '/', body: '{"a":"$TOKEN"}' } });
    expect(() => tripped(body)).toThrow('the body of a round trip has $TOKEN, and nothing looks it up');
  });

  test('a path without a slash', () => {
    expect(() => tripped(() => ({ send: { path: 'orders', body: '' } }))).toThrow('"orders" is no path');
  });

  test('a job that starts with the system', () => {
    expect(() => tripped(({ job }) => ({ prepare: job }), { site })).toThrow(
      '"account" prepares a round trip and starts by itself with the system',
    );
  });

  test('a stack without a site', () => {
    expect(() => tripped(() => ({}), { profile: 'tools' })).toThrow(
      'an order cannot be sent through the edge: the stack has no site',
    );
  });
});

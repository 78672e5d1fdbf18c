import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { read } from './attributes/read.ts';

describe('what cannot be read stays as it was written, and is a fault', () => {
  test.each([
    [{ colour: 'red' }, 'colour', 'take it out, or call it x-colour'],
    [{ enviroment: {} }, 'enviroment', 'write environment'],
    [{ cap_drp: ['ALL'] }, 'cap_drp', 'write cap_drop'],
    [{ dependson: ['a'] }, 'dependson', 'write depends_on'],
    [{ ports: 8080 }, 'ports', "write a list: ['8080:80']"],
    [{ ports: ['8080:80', 'x'] }, 'ports.1', 'write 8080:80, 127.0.0.1:8080:80/tcp or 8000-8010:8000-8010'],
    [{ volumes: ['a:/b', '::'] }, 'volumes.1', 'write SOURCE:TARGET or SOURCE:TARGET:ro'],
    [{ healthcheck: { interval: '10' } }, 'healthcheck.interval', 'write 30s, 1m30s or 500ms'],
    [
      { healthcheck: { test: ['curl', '-f'] } },
      'healthcheck.test',
      'write [\'CMD\', "curl", …] for a program, or one text for a shell',
    ],
    [{ user: 1000 }, 'user', "put it in quotes: '1000'"],
    [{ init: 'perhaps' }, 'init', 'write true or false'],
    [{ init: '__proto__' }, 'init', 'write true or false'],
    [{ mem_limit: '1,5g' }, 'mem_limit', 'write 512m, 2gb or a number of bytes'],
    [{ image: 'a:${' }, 'image', 'close it, or write $${ when the container is meant to see it'],
    [{ command: 'sh -c (x)' }, 'command', "write it as a list: ['sh', '-c', '…'] where a shell is meant"],
    [{ environment: null }, 'environment', 'write a map'],
    [{ extra_hosts: ['a'] }, 'extra_hosts.0', 'write a=…'],
    [{ depends_on: { a: { condition: '${C}' } } }, 'depends_on.a.condition', 'write the word itself'],
    [{ ulimits: { nofile: { soft: 1 } } }, 'ulimits.nofile', 'write what hard is'],
    [{ volumes: [{ source: 'a', target: '/a' }] }, 'volumes.0', 'write what type is'],
  ])('%j', (service, path, mend) => {
    const { faults, printed } = read(service);
    expect(faults.map((fault) => [fault.path.join('.'), fault.mend])).toEqual([
      [`services.web.${path}`, mend],
    ]);
    expect(printed).toEqual(service);
  });

  test('all of them, in the order of the document', () => {
    const { faults } = canonical({
      services: { b: { a: 1, init: 'x' }, a: [] },
      c: 1,
      'x-d': 2,
      networks: { n: 3 },
    });
    expect(faults.map(({ path }) => path.join('.'))).toEqual([
      'services.b.a',
      'services.b.init',
      'services.a',
      'c',
      'networks.n',
    ]);
  });

  test.each([null, 'text', [], 5])('a document that is %j', (document) => {
    expect(canonical(document).project).toEqual({});
  });
});

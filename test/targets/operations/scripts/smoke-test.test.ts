import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tls } from '../../../../src/model/edge.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { scripts } from '../../../../src/targets/operations/scripts/scripts.ts';
import { service, stack, variable } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

function site(tls: Tls, over: Partial<StackModel> = {}): StackModel {
  return stack({
    site: ['https://', { kind: 'variable', name: 'DOMAIN' }],
    smoke: [
      { path: '/_health', status: 200, jsonTrue: [] },
      { path: '/_preflight', status: 200, jsonTrue: ['db', 'queue'] },
    ],
    variables: [variable({ name: 'DOMAIN' })],
    services: [
      service({
        id: 'edge',
        edge: true,
        serves: { product: 'Caddy', tls, sites: [] },
        ports: [
          { published: 80, target: 80, protocol: 'tcp' },
          { published: 443, target: 443, protocol: 'udp' },
          { published: 443, target: 443, protocol: 'tcp' },
        ],
      }),
    ],
    ...over,
  });
}

/** A folder whose `curl` notes its arguments and answers from these cases of the shell. */
function folderWith(model: StackModel, answers: string) {
  const folder = operationsFolder(model);
  folder.write('.env', "DOMAIN='shop.example.com'\n");
  folder.write(
    '../bin/curl',
    `#!/bin/bash\nprintf '%s\\n' "$*" >>../asked\ncase "$*" in\n${answers}\nesac\n`,
  );
  chmodSync(join(folder.path, '../bin/curl'), 0o755);
  return folder;
}

const healthy = `*/_health) printf 'ok\\n200' ;;
*/_preflight) printf '{"db": true,\\n "other": false, "queue" :true}\\n200' ;;`;

test('asks through the published port, under the name of the site', () => {
  const folder = folderWith(site('public'), healthy);
  expect(folder.run('scripts/smoke-test')).toEqual({
    status: 0,
    out: 'https://shop.example.com answers as it must.\n',
    err: '',
  });
  const asked = (path: string) =>
    `--silent --show-error --noproxy * --max-time 10 --connect-to ::127.0.0.1:443 --write-out \\n%{http_code} https://shop.example.com${path}\n`;
  expect(folder.read('../asked')).toBe(asked('/_health') + asked('/_preflight'));
});

test('asks another site of the edge by its own name', () => {
  const cloud = ['https://cloud.', { kind: 'variable' as const, name: 'DOMAIN' }];
  const smoke = [
    { path: '/_health', status: 200, jsonTrue: [] },
    { path: '/status', status: 200, jsonTrue: ['installed'], site: cloud },
  ];
  const folder = folderWith(
    site('public', { smoke }),
    `${healthy}\n*https://cloud.shop.example.com/status) printf '{"installed":false}\\n200' ;;`,
  );
  const { status, err } = folder.run('scripts/smoke-test', { SMOKE_SECONDS: '0' });
  expect(status).toBe(1);
  expect(err).toMatch(
    /^error: https:\/\/cloud\.shop\.example\.com\/status: installed is not true\nerror: https:\/\/shop/,
  );
});

test.each([
  ['public', false],
  ['staging', true],
  ['internal', true],
  ['none', false],
] as const)('with tls %s it takes an unknown certificate: %s', (tls, insecure) => {
  const folder = folderWith(site(tls), healthy);
  folder.run('scripts/smoke-test');
  expect(folder.read('../asked').includes(' --insecure ')).toBe(insecure);
});

test('of several edges the certificate of that one is not looked at which signs for itself', () => {
  const at = (id: string, tls: Tls, name: string, published: number) =>
    service({
      id,
      edge: true,
      serves: { product: 'Caddy', tls, sites: [{ name: [name], routes: [] }] },
      ports: [{ published, target: 443, protocol: 'tcp' }],
    });
  const folder = folderWith(
    site('public', {
      site: ['https://shop.example.com'],
      smoke: [
        { path: '/_health', status: 200, jsonTrue: [] },
        { path: '/_health', status: 200, jsonTrue: [], site: ['https://inside.lan'] },
        { path: '/_preflight', status: 200, jsonTrue: [] },
      ],
      services: [at('edge', 'public', 'shop.example.com', 443), at('inner', 'internal', 'inside.lan', 8443)],
    }),
    healthy,
  );
  expect(folder.run('scripts/smoke-test')).toMatchObject({ status: 0, err: '' });
  const asked = (door: number, option: string, url: string) =>
    `--silent --show-error --noproxy * --max-time 10 --connect-to ::127.0.0.1:${door}${option} --write-out \\n%{http_code} https://${url}\n`;
  expect(folder.read('../asked')).toBe(
    asked(443, '', 'shop.example.com/_health') +
      asked(8443, ' --insecure', 'inside.lan/_health') +
      asked(443, '', 'shop.example.com/_preflight'),
  );
});

describe('each failure is named', () => {
  test.each([
    ['a status', '*/_health) printf "no\\n503" ;;', ['/_health: answers 503 instead of 200']],
    [
      'keys that are not true',
      `*/_preflight) printf '{"db": false, "x": {"queue": "true"}}\\n200' ;;`,
      ['/_preflight: db is not true', '/_preflight: queue is not true'],
    ],
    [
      'a name that only ends like the key',
      `*/_preflight) printf '{"mydb":true,"queue":truely}\\n200' ;;`,
      ['/_preflight: db is not true', '/_preflight: queue is not true'],
    ],
    [
      'no connection',
      '*/_health) printf "curl: (7) Failed to connect\\n" >&2; exit 7 ;;',
      ['/_health: (7) Failed to connect'],
    ],
  ])('%s', (_, answers, problems) => {
    const folder = folderWith(site('public'), `${answers}\n${healthy}`);
    const { status, err } = folder.run('scripts/smoke-test', { SMOKE_SECONDS: '0' });
    expect(status).toBe(1);
    expect(err).toBe(
      `${problems.map((problem) => `error: ${problem}\n`).join('')}error: https://shop.example.com does not answer as it must, after 0 seconds
       see: make status, and make logs SERVICE=... of what is named above\n`,
    );
  });
});

test('tries again until it answers', () => {
  const folder = folderWith(
    site('public'),
    `*/_health) [ -e tried ] || { touch tried; exit 7; } ;;&\n${healthy}`,
  );
  expect(folder.run('scripts/smoke-test').status).toBe(0);
});

test('another port, another address and the default of a variable', () => {
  const model = site('none', {
    site: ['http://', { kind: 'variable', name: 'NAME' }],
    variables: [variable({ name: 'NAME', default: "o'shop.test" })],
    services: [
      service({
        id: 'edge',
        edge: true,
        ports: [{ address: '127.0.0.2', published: 8080, target: 80, protocol: 'tcp' }],
      }),
    ],
  });
  const folder = folderWith(model, healthy);
  expect(folder.run('scripts/smoke-test').status).toBe(0);
  expect(folder.read('../asked')).toContain(
    "--connect-to ::127.0.0.2:8080 --write-out \\n%{http_code} http://o'shop.test/_health",
  );
});

test('asks where TCP comes in, whatever UDP does on that port', () => {
  const ports = [
    { published: 9443, target: 443, protocol: 'udp' },
    { published: 8443, target: 443, protocol: 'tcp' },
  ] as const;
  const folder = folderWith(
    site('public', { services: [service({ id: 'edge', edge: true, ports })] }),
    healthy,
  );
  expect(folder.run('scripts/smoke-test').status).toBe(0);
  expect(folder.read('../asked')).toContain('--connect-to ::127.0.0.1:8443 ');
});

test('a host without curl is told so', () => {
  const folder = folderWith(site('public'), healthy);
  const { status, err } = folder.run(
    'rm ../bin/curl; for tool in bash dirname env printenv; do ln -s "$(command -v $tool)" ../bin/; done; PATH=$(cd ../bin && pwd); scripts/smoke-test',
  );
  expect(status).toBe(1);
  expect(err).toContain('error: curl is missing on this host\n');
});

test('with nothing to ask there is no script', () => {
  const paths = scripts(site('public', { smoke: [] })).map(({ path }) => path);
  expect(paths).not.toContain('scripts/smoke-test');
  expect(paths).toContain('scripts/doctor');
});

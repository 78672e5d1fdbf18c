import { describe, expect, test } from 'vitest';
import { settledStack } from '../../../src/lower/settle.ts';
import type { ConfigFileModel } from '../../../src/model/config-file.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { english } from '../../../src/model/words.ts';
import { backupScripts } from '../../../src/targets/operations/backup/backup-scripts.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { toldEdges } from '../../../src/targets/operations/edge.ts';
import { makefile } from '../../../src/targets/operations/makefile/makefile.ts';
import { diagram } from '../../../src/targets/operations/mermaid.ts';
import { components } from '../../../src/targets/operations/runbook/components.ts';
import { environmentFacts } from '../../../src/targets/operations/runbook/environments.ts';
import { pastTheirEnd } from '../../../src/targets/operations/runbook/life.ts';
import { networkRows, serviceRows } from '../../../src/targets/operations/runbook/services.ts';
import { volumeRows } from '../../../src/targets/operations/runbook/volumes.ts';
import { adoptScripts } from '../../../src/targets/operations/scripts/adopt.ts';
import { doctorFacts } from '../../../src/targets/operations/scripts/doctor.ts';
import { scripts } from '../../../src/targets/operations/scripts/scripts.ts';
import { said, service, stack, volume } from '../../support/model.ts';

const phases = [{ path: 'shop-test/app', id: 'app' }];
const shop = (raw: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  stack({
    phases,
    services: [service(), service({ id: 'tool', path: 'shop-test/app/tool', compose: raw, ...over })],
  });

describe('a raw key is the same in every file', () => {
  test('profiles: what starts only when it is asked for', () => {
    const model = shop({ profiles: ['debug'] });
    expect(composeFile(model)[0]?.content).toContain('profiles: [debug]');
    const [file] = makefile(model);
    expect(file?.content).toContain('Start web; wait until running');
    expect(file?.content).not.toContain('tool');
    const [without] = makefile(shop({}));
    expect(without?.content).toContain('Start web, tool; wait until running');
    expect(serviceRows(model, english)).toMatchObject([{ profile: '' }, { profile: 'debug' }]);
    // Its memory is not needed when the system runs.
    expect(doctorFacts(model)).toMatchObject({ limits: '256' });
    expect(environmentFacts(model, english)).toMatchObject({ limits: '256 MB' });
  });

  test('limits: what doctor adds up, and the runbook tells', () => {
    const model = shop({ deploy: { resources: { limits: { memory: '3G', cpus: '1.5' } } } });
    expect(composeFile(model)[0]?.content).toContain("cpus: '1.5'\n          memory: 3072M");
    expect(doctorFacts(model)).toMatchObject({ limits: '3328', mostCpus: '2' });
    expect(environmentFacts(model, english)).toMatchObject({ limits: '3.25 GB' });
    expect(serviceRows(model, english)).toMatchObject([{ memory: '256 MB' }, { memory: '3 GB' }]);
  });

  test('image: what doctor looks for, and the runbook names with its version', () => {
    const model = shop({ image: 'example.org/tool:2.0' });
    expect(composeFile(model)[0]?.content).toContain('image: example.org/tool:2.0');
    expect(doctorFacts(model)).toMatchObject({ images: ['example/web:1.0', 'example.org/tool:2.0'] });
    expect(components(model, english)).toMatchObject([
      { image: 'example/web', version: '1.0' },
      { image: 'example.org/tool', version: '2.0' },
    ]);
  });

  test('ports: what doctor tries, and the runbook and the picture show', () => {
    const model = shop(
      { ports: ['127.0.0.1:9000-9001:9000-9001', '53:53/udp', '80', '${PORT:-1}:1'] },
      { ports: [{ published: 8000, target: 80, protocol: 'tcp' }] },
    );
    expect(doctorFacts(model)).toMatchObject({
      ports: [
        { published: '8000', protocol: 'tcp' },
        { published: '9000', protocol: 'tcp' },
        { published: '9001', protocol: 'tcp' },
        { published: '53', protocol: 'udp' },
      ],
    });
    expect(environmentFacts(model, english)).toMatchObject({
      ports: ['8000/tcp', '127.0.0.1:9000/tcp', '127.0.0.1:9001/tcp', '53/udp', '*/tcp', '${PORT:-1}/tcp'],
    });
    expect(diagram(model)).toContain('9001/tcp');
  });

  test('networks: who meets whom', () => {
    const networks = [
      { path: 'shop-test/other', id: 'other', purpose: { en: '', id: '' }, internal: false, compose: {} },
    ];
    const model = { ...shop({ networks: { other: { aliases: ['x'] } } }, { networks: ['mine'] }), networks };
    expect(serviceRows(model, english)).toMatchObject([{}, { networks: ['mine', 'other'] }]);
    expect(networkRows(model, english)).toMatchObject([{ id: 'other', members: ['tool'] }]);
  });
});

describe('what the raw keys of the stack say of services', () => {
  const model = settledStack(
    stack({
      phases,
      services: [service()],
      compose: {
        name: 'old-shop',
        services: {
          web: { ports: ['127.0.0.1:8080:80'] },
          mail: {
            image: 'mail:2.1',
            deploy: { resources: { limits: { memory: '64m' } } },
            networks: ['out'],
          },
          tool: { image: 'tool:1', profiles: ['debug'] },
        },
      },
    }),
  );

  test('stands in every file', () => {
    const compose = composeFile(model)[0]?.content ?? '';
    expect(compose).toContain('name: old-shop');
    expect(compose).toContain('  mail:\n    image: mail:2.1\n    networks:\n      - out\n');
    const [file] = makefile(model);
    const common = scripts(model).find(({ path }) => path === 'scripts/common.sh');
    expect(common?.content).toContain('  PROJECT=old-shop\n');
    expect(file?.content).toContain('Start web, mail; wait until running');
    expect(file?.content).not.toContain('tool');
    expect(doctorFacts(model)).toMatchObject({
      limits: '320',
      ports: [{ published: '8080', protocol: 'tcp' }],
      images: ['example/web:1.0', 'mail:2.1', 'tool:1'],
    });
    expect(serviceRows(model, english)).toMatchObject([
      { id: 'web', memory: '256 MB' },
      { id: 'mail', memory: '64 MB', networks: ['out'] },
      { id: 'tool', memory: '', profile: 'debug' },
    ]);
    expect(components(model, english).map(({ image, version }) => `${image} ${version}`)).toEqual([
      'example/web 1.0',
      'mail 2.1',
      'tool 1',
    ]);
    const picture = diagram(model);
    expect(picture).toContain('"mail"');
    expect(picture).toContain('8080/tcp');
  });

  test('is stopped by a backup when it comes after the databases', () => {
    const described = backupScripts(model).find(({ path }) => path === 'scripts/described.sh')?.content;
    expect(described).toContain('mail mail:2.1');
  });
});

describe('a raw key of a volume or a network of the stack', () => {
  const volumes = [volume({ id: 'data' }), volume({ id: 'far' })];
  const raw = {
    volumes: { data: { name: 'orders' }, far: { external: true } },
    networks: { in: { internal: true } },
  };
  const model = stack({
    volumes,
    services: [service({ networks: ['in'] })],
    networks: [{ path: 'shop-test/in', id: 'in', purpose: said(''), internal: false, compose: {} }],
    compose: raw,
  });

  test('is the same in the runbook, in the picture and where data are taken over', () => {
    expect(volumeRows(model, english)).toMatchObject([{ name: 'orders' }, { name: 'far' }]);
    expect(networkRows(model, english)).toMatchObject([{ id: 'in', internal: true }]);
    expect(diagram(model)).toContain('classDef internal');
    const adopted = adoptScripts(model).map(({ content }) => content);
    expect(adopted.some((content) => content.includes('- data data'))).toBe(true);
    expect(adopted.some((content) => content.includes('- far'))).toBe(false);
  });
});

describe('a raw mount', () => {
  const file: ConfigFileModel = {
    path: 'shop-test/site',
    file: 'caddy/Caddyfile',
    content: { kind: 'text', text: ':80\n', comment: '#' },
  };
  const model = stack({
    files: [file],
    volumes: [volume({ id: 'data' })],
    services: [
      service({ id: 'first', mounts: [{ kind: 'volume', volume: 'other', target: '/x', readOnly: false }] }),
      service({
        serves: {
          product: 'Caddy',
          tls: 'none',
          sites: [],
          config: { file: file.file, check: ['true'] },
        },
        compose: { volumes: ['./caddy/Caddyfile:/etc/Caddyfile:ro', 'data:/data'] },
      }),
    ],
  });

  test('of the file of the edge is the one that it reads, with a digest like any other', () => {
    expect(toldEdges(model)[0]?.config).toEqual({
      file: 'caddy/Caddyfile',
      check: ['true'],
      target: '/etc/Caddyfile',
    });
    expect(composeFile(model)[0]?.content).toMatch(/stowage\.digest\/caddy\/Caddyfile: [0-9a-f]{12}/);
  });

  test('of a volume says whose image knows the owners of its files', () => {
    const described = backupScripts(model).find(({ path }) => path === 'scripts/described.sh')?.content;
    expect(described).toContain('data state web');
  });
});

test('a raw command is what an upgrade repeats', () => {
  const job = { runs: 'once', target: 'check', help: said('Check it'), upgradeGate: 'web' } as const;
  const gates = (over: Partial<ServiceModel>) =>
    backupScripts(
      stack({
        phases,
        services: [service(), service({ id: 'check', kind: 'job', restart: 'no', job, ...over })],
      }),
    ).find(({ path }) => path === 'scripts/upgrade')?.content;
  expect(gates({ entrypoint: [['ask']], command: [['it']] })).toContain('check web ask it');
  expect(gates({ command: [['it']], compose: { command: ['that', 'too'] } })).toContain('check web that too');
});

test('a version that a raw image says is past its end, once', () => {
  const known = { product: 'PostgreSQL', version: '12.13', dataPaths: [], endOfLife: '2024-11' };
  const model = shop({ image: 'postgres:12.13' }, { known });
  expect(pastTheirEnd({ ...model, services: [...model.services, ...model.services] }, english)).toHaveLength(
    1,
  );
});

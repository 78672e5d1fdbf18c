import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { makefile } from '../../../src/targets/operations/makefile/makefile.ts';
import { diagram } from '../../../src/targets/operations/mermaid.ts';
import { components } from '../../../src/targets/operations/runbook/components.ts';
import { environmentFacts } from '../../../src/targets/operations/runbook/environments.ts';
import { networkRows, serviceRows } from '../../../src/targets/operations/runbook/services.ts';
import { doctorFacts } from '../../../src/targets/operations/scripts/doctor.ts';
import { service, stack } from '../../support/model.ts';

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
    expect(file?.content).toContain('Start web; wait until healthy');
    expect(file?.content).not.toContain('tool');
    const [without] = makefile(shop({}));
    expect(without?.content).toContain('Start web, tool; wait until healthy');
    expect(serviceRows(model, 'en')).toMatchObject([{ profile: '' }, { profile: 'debug' }]);
    // Its memory is not needed when the system runs.
    expect(doctorFacts(model)).toMatchObject({ limits: '256' });
    expect(environmentFacts(model, 'en')).toMatchObject({ limits: '256 MB' });
  });

  test('limits: what doctor adds up, and the runbook tells', () => {
    const model = shop({ deploy: { resources: { limits: { memory: '3G', cpus: '1.5' } } } });
    expect(composeFile(model)[0]?.content).toContain("cpus: '1.5'\n          memory: 3072M");
    expect(doctorFacts(model)).toMatchObject({ limits: '3328', mostCpus: '2' });
    expect(environmentFacts(model, 'en')).toMatchObject({ limits: '3.25 GB' });
    expect(serviceRows(model, 'en')).toMatchObject([{ memory: '256 MB' }, { memory: '3 GB' }]);
  });

  test('image: what doctor looks for, and the runbook names with its version', () => {
    const model = shop({ image: 'example.org/tool:2.0' });
    expect(composeFile(model)[0]?.content).toContain('image: example.org/tool:2.0');
    expect(doctorFacts(model)).toMatchObject({ images: ['example/web:1.0', 'example.org/tool:2.0'] });
    expect(components(model, 'en')).toMatchObject([
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
    expect(environmentFacts(model, 'en')).toMatchObject({
      ports: ['8000/tcp', '127.0.0.1:9000/tcp', '127.0.0.1:9001/tcp', '53/udp', '*/tcp', '${PORT:-1}/tcp'],
    });
    expect(diagram(model)).toContain('9001/tcp');
  });

  test('networks: who meets whom', () => {
    const networks = [
      { path: 'shop-test/other', id: 'other', purpose: { en: '', id: '' }, internal: false, compose: {} },
    ];
    const model = { ...shop({ networks: { other: { aliases: ['x'] } } }, { networks: ['mine'] }), networks };
    expect(serviceRows(model, 'en')).toMatchObject([{}, { networks: ['mine', 'other'] }]);
    expect(networkRows(model, 'en')).toMatchObject([{ id: 'other', members: ['tool'] }]);
  });
});

import { describe, expect, test } from 'vitest';
import { phaseTargets } from '../../../../src/targets/operations/makefile/targets.ts';
import { said, service } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';
import { rendered } from './small.ts';

describe('the start order', () => {
  test('a job that nobody waits for runs after its phase, once', () => {
    const lonely = service({
      id: 'seed',
      kind: 'job',
      job: { runs: 'once', target: 'seed', help: said('Seed') },
    });
    const content = rendered(shop({ services: [...shop().services, lonely] }));
    expect(content).toContain('\t$(renames) scripts/start web edge\n\tscripts/run-job --unless-done seed\n');
    expect(content).toContain(
      '\t$(renames) scripts/start $(or $(call option,SERVICE), db web edge)\n\t$(if $(value SERVICE),,scripts/run-job --unless-done seed)\n',
    );
  });

  test('what only a tool behind a profile waits for runs after its phase all the same', () => {
    const waits = [{ service: 'seed', condition: 'completed' }] as const;
    const services = [
      service(),
      service({ id: 'seed', kind: 'job' }),
      service({ id: 'shell', profile: 'tools', dependsOn: waits }),
    ];
    expect(phaseTargets(shop({ services }))).toMatchObject([
      { target: 'start-app', services: ['web'], jobs: ['seed'], trailing: ['seed'] },
    ]);
  });

  test('a shell is opened in what the last phase runs, not in the edge', () => {
    const services = [service({ id: 'db', phase: 'core' }), service({ id: 'edge', edge: true }), service()];
    expect(rendered(shop({ services }))).toContain('Open a shell in web, or in SERVICE=...');
    expect(rendered(shop({ services: services.slice(0, 2) }))).toContain('Open a shell in edge,');
  });

  test('a phase of jobs alone is a target that runs them all, in order', () => {
    const second = service({
      id: 'index',
      kind: 'job',
      phase: 'migrate',
      job: { runs: 'once', target: 'index', help: said('Index') },
    });
    const content = rendered(shop({ services: [...shop().services, second] }));
    expect(content).toContain(
      '\nmigrate: | .env ## Migrate; Index, now and in any case\n\tscripts/run-job migrate index\n',
    );
  });

  test('without anything to ask there is no smoke test', () => {
    expect(rendered(shop())).not.toContain('smoke-test');
  });
});

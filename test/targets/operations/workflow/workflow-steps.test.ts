import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { workflow } from '../../../../src/targets/operations/workflow/workflow.ts';
import { said, service, stack, variable } from '../../../support/model.ts';
import { inEnvironment, named, rendered, secured, steps } from './rendered.ts';

describe('what a stack has is tried', () => {
  const names = (content: string) => steps(content).map(({ name }) => name);

  test('an edge, stores, gates and a smoke test bring their steps', () => {
    const gate = service({
      id: 'check',
      kind: 'job',
      profile: 'tools',
      job: { runs: 'always', target: 'check-migrations', help: said('Check'), upgradeGate: 'web' },
    });
    const model = secured('test');
    const content = rendered({ ...model, services: [...model.services, gate] });
    expect(names(content)).toEqual([
      'Check out',
      'Refuse committed secrets',
      'Refuse what stands beside the compose file',
      'Make room for the images',
      'Make .env, with secrets for this run alone',
      'Render',
      'Check the scripts',
      'Build and pull',
      'Check the Caddyfile',
      'Fit the limits to this runner',
      'Let Caddy sign its own certificates',
      'Start',
      'Wait until everything is healthy',
      'Ask what an upgrade asks',
      'Ask it through the edge',
      'Back up',
      'Restore beside it',
      'Collect the logs',
      'Keep the logs',
      'Tear down',
    ]);
    expect(named(content, 'Ask what an upgrade asks')[0]?.run).toBe('make check-migrations');
    expect(named(content, 'Tear down')[0]?.run).toContain("scripts/compose --profile '*' down --volumes");
  });

  test('what the smoke test needs is made before it asks', () => {
    const model = secured('test');
    const roundTrips = ['shop-project', 'shop-project', 'shop-queue'].map((target) => ({
      what: 'an order',
      prepare: { service: target, target },
      needs: [],
      send: { path: '/orders', status: 200, body: '{}' },
      stages: [{ service: 'web', script: 'true', broken: 'lost' }],
    }));
    const content = rendered({ ...model, roundTrips });
    const steps = names(content);
    expect(steps[steps.indexOf('Ask it through the edge') - 1]).toBe('Make what the smoke test needs');
    expect(named(content, 'Make what the smoke test needs')[0]?.run).toBe(
      'make shop-project\nmake shop-queue',
    );
  });

  test('what only some environments need says for which', () => {
    const content = rendered(inEnvironment('local'), secured('staging'), secured('production'));
    const [plain, filled] = named(content, 'Make .env, with secrets for this run alone');
    expect(plain).toMatchObject({ if: "matrix.environment == 'local'", run: 'make init' });
    expect(filled).toMatchObject({
      if: "matrix.environment == 'staging' || matrix.environment == 'production'",
      env: { SETTINGS: 'DOMAIN=shop.example.com\n' },
    });
    expect(named(content, 'Start')).toEqual([
      { name: 'Start', 'timeout-minutes': 30, run: 'scripts/compose up --detach' },
    ]);
  });

  test('a value that GitHub would evaluate stays text', () => {
    const hostile = variable({ name: 'GREETING', example: '${{ github.token }}' });
    const [step] = named(
      rendered(stack({ variables: [hostile] })),
      'Make .env, with secrets for this run alone',
    );
    expect(step?.env).toEqual({ SETTINGS: "GREETING='${{ '${{' }} github.token }}'\n" });
  });

  test('a system without an environment has no workflow', () => {
    expect(workflow({ name: 'shop', stacks: [] })).toEqual([]);
  });
});

describe('the Caddyfile of a runner', () => {
  test('is that of the environment, with an authority of its own', () => {
    const run = named(rendered(secured('test')), 'Let Caddy sign its own certificates')[0]?.run ?? '';
    const sed = /^sed (.*) caddy\/Caddyfile/m.exec(run)?.[1] ?? '';
    const before = '# notice\n{\n\tadmin off\n}\n\nshop.example.com {\n\trespond 200\n}\n';
    const { stdout } = spawnSync('sh', ['-c', `sed ${sed}`], { input: before, encoding: 'utf8' });
    expect(stdout).toBe(before.replace('{\n', '{\n\tlocal_certs\n\tskip_install_trust\n'));
  });
});

test('every script says what it runs, and no secret', () => {
  const content = rendered(secured('local'), secured('production'));
  expect(content).not.toMatch(/secrets\.|set -x|::debug/);
  for (const { run } of steps(content)) expect(run ?? '').not.toContain('cat .env');
});

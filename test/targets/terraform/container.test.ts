import { expect, test } from 'vitest';
import type { Cdk } from '../../../src/targets/terraform/cdk.ts';
import { loadCdk } from '../../../src/targets/terraform/cdk.ts';
import { documentOf } from '../../../src/targets/terraform/document.ts';
import { stack, variable } from '../../support/model.ts';
import { bare, container, resource, resourcesOf } from './made.ts';

const migrate = bare({}, { id: 'migrate', kind: 'job' });

test('what is stopped has the time that Compose gives it', () => {
  expect(resource({ services: [bare({})] }, 'docker_container', 'web').destroy_grace_seconds).toBe(10);
  expect(container({ stop_grace_period: '2m' }).destroy_grace_seconds).toBe(120);
});

test('a job that fails, fails the apply by its name', () => {
  const body = resource({ services: [migrate] }, 'docker_container', 'migrate');
  expect(body).toMatchObject({ must_run: false, attach: true });
  expect(body.lifecycle).toEqual({
    postcondition: [
      {
        condition: '${self.exit_code == 0}',
        error_message:
          'migrate ended with ${self.exit_code}. Read what it said (docker logs shop-test-migrate-1), mend it, and run it again: terraform apply -replace=docker_container.migrate',
      },
    ],
  });
});

test('what comes later waits until what it needs is healthy', () => {
  const db = bare(
    { healthcheck: { test: ['CMD', 'true'], interval: '5s', timeout: '5s', retries: 2 } },
    { id: 'db' },
  );
  const services = [db, bare({ depends_on: { db: { condition: 'service_healthy' } } })];
  expect(resource({ services }, 'docker_container', 'db')).toMatchObject({ wait: true, wait_timeout: 60 });
  expect(resource({ services }, 'docker_container', 'web').depends_on).toEqual(['docker_container.db']);
});

test('memory has as much swap as memory, as the engine gives it', () => {
  expect(container({ mem_limit: '64m' })).toEqual({ memory: 64, memory_swap: 128 });
});

test('capabilities are spelled as the engine reads them back', () => {
  expect(container({ cap_add: ['chown'] })).toEqual({ capabilities: { add: ['CAP_CHOWN'] } });
});

test('what the provider would change in its own books alone, changes a label, and that makes the container anew', () => {
  const hash = (compose: Readonly<Record<string, unknown>>) => {
    const { labels } = resource({ services: [bare(compose)] }, 'docker_container', 'web');
    return /"com.docker.compose.config-hash","value":"(\w{64})"/.exec(JSON.stringify(labels))?.[1];
  };
  const plain = hash({});
  expect(plain).toMatch(/^\w{64}$/);
  const others = [
    { healthcheck: { test: ['CMD', 'true'] } },
    { init: true },
    { tmpfs: ['/run'] },
    { cpus: 10 },
    { cpu_quota: 5 },
  ];
  expect(new Set([plain, ...others.map(hash)]).size).toBe(6);
  expect(hash({ user: '1000' })).toBe(plain);
});

test('a secret is sensitive, and its value is looked at where nothing prints it', () => {
  const key = variable({ name: 'API_KEY', kind: 'secret', pattern: '[a-f]{4}' });
  const greeting = variable({ pattern: '.{3}', default: 'you' });
  const services = [bare({ environment: { A: '${API_KEY}', B: '${GREETING}' } })];
  const { variables, outputs } = documentOf(stack({ services, variables: [key, greeting] }), () => '');
  const { validation, ...secret } = variables.get('API_KEY') ?? {};
  expect([secret, validation]).toEqual([
    { type: 'string', description: 'What visitors are told.', nullable: false, sensitive: true },
    undefined,
  ]);
  expect(JSON.stringify(outputs.get('published')?.precondition)).toContain('API_KEY');
  expect(variables.get('GREETING')).toEqual({
    ...{ type: 'string', description: 'What visitors are told.', nullable: false, default: 'you' },
    validation: [
      {
        condition: '${var.GREETING == "" || can(regex("^(?:.{3})$", var.GREETING))}',
        error_message: 'The value of GREETING does not have its form.',
      },
    ],
  });
});

const file = { path: 'shop-test/site', file: 'web/site.conf', content: { kind: 'text', text: 'x' } } as const;
const volumes = ['./web/site.conf:/etc/site.conf:ro'];

test('a generated file is put into its reader, and by a carrier where nobody can write', () => {
  const open = resource({ services: [bare({ volumes })], files: [file] }, 'docker_container', 'web');
  expect(open.upload).toEqual([
    { file: '/etc/site.conf', content: 'content of web/site.conf', permissions: '0644' },
  ]);
  const closed = { services: [bare({ volumes, read_only: true })], files: [file] };
  expect(resourcesOf(closed).map(({ type, id }) => `${type}.${id}`)).toContain('docker_container.web-files');
  const reader = resource(closed, 'docker_container', 'web');
  expect(reader.upload).toBeUndefined();
  expect(reader.depends_on).toEqual(['docker_container.web-files']);
});

test('a carrier takes no name from a service or a volume of that name', () => {
  const services = [bare({ volumes, read_only: true }), bare({}, { id: 'web-files' })];
  const named = resourcesOf({ services, files: [file] }).map(({ type, id }) => `${type}.${id}`);
  expect(named.filter((name) => name.includes('files'))).toEqual([
    'docker_volume.web-files_2',
    'docker_container.web-files_2',
    'docker_container.web-files',
  ]);
});

test('without the CDK one message says what to type', () => {
  const load = (): Cdk => loadCdk('/nowhere/of/ours.js');
  expect(load).toThrow('the target "terraform" needs the CDK for Terraform, and it is not installed');
  expect(load).toThrow(
    expect.objectContaining({ code: 'library-missing', fix: 'type: npm install --save-dev cdktn@0.24' }),
  );
});

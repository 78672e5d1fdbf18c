import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { announce } from './support/announce.ts';
import { environments } from './support/operations.ts';
import { run } from './support/tool.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-swarm-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeAll(() => announce('Docker CLI', 'docker', ['--version']));

interface Document {
  name?: string;
  services: Record<string, { depends_on?: object }>;
}

/** What `docker stack`, which reads an older format for Swarm, says to a document. */
function stack(document: Document) {
  const file = join(scratch, 'stack.yml');
  writeFileSync(file, stringify(document));
  const values = { DOMAIN: 'posthog.example.com', ACME_EMAIL: 'ops@example.com' };
  const names = [...readFileSync(file, 'utf8').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? '');
  const env = { ...Object.fromEntries(names.map((name) => [name, 'x'])), ...values };
  return run('docker', ['stack', 'config', '--compose-file', file], { env });
}

/** The stacks are for Compose on one host. These keys are why Swarm cannot take them, and nothing else is. */
describe.each(environments)('the Compose file of %s, read by Swarm,', (environment) => {
  const document: Document = parse(readFileSync(`out/posthog/${environment}/docker-compose.yml`, 'utf8'));
  const { services } = document;

  it('is refused for its conditions', () => {
    const { code, err } = stack(document);
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining('depends_on must be a list'),
    });
  });

  it('is refused for three keys besides, and for nothing else', () => {
    for (const service of Object.values(services))
      if (service.depends_on !== undefined) service.depends_on = Object.keys(service.depends_on);
    const refused = new Set<string>();
    for (let outcome = stack(document); outcome.code !== 0; outcome = stack(document)) {
      const [, key = outcome.err] = /property (\w+) is not allowed/.exec(outcome.err) ?? [];
      if (refused.has(key)) throw new Error(outcome.err);
      refused.add(key);
      for (const holder of [...Object.values(services), document]) Reflect.deleteProperty(holder, key);
    }
    expect([...refused].sort()).toEqual(['name', 'profiles', 'pull_policy']);
  });
});

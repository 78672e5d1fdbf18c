import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Quay, quay } from './support/quay.ts';
import { hasTerraform, Terraform } from './support/terraform.ts';
import { must, run } from './support/tool.ts';

const password = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6';
const { project, port } = quay;
const changed = { words: ['--adapter', 'caddyfile'], page: 'two', limit: '30MB' };

/** The containers of the system by their service: what changes when one is made anew. */
function containers(): ReadonlyMap<string, string> {
  const format = ['--format', '{{.Label "com.docker.compose.service"}} {{.ID}}'];
  const listed = must('docker', [
    'ps',
    '--all',
    '--filter',
    `label=com.docker.compose.project=${project}`,
    ...format,
  ]);
  const pairs = listed
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));
  return new Map(pairs.map(([service = '', id = '']) => [service, id]));
}

/** The services whose container is another one. */
function anew(before: ReadonlyMap<string, string>): readonly string[] {
  const after = containers();
  return [...after.keys()].filter((service) => after.get(service) !== before.get(service)).sort();
}

const site = () => must('curl', ['-sS', '--max-time', '10', `http://localhost:${port}/`]);
const ships = () =>
  must('docker', [
    'exec',
    `${project}-postgres-1`,
    'psql',
    '-U',
    'quay',
    '-d',
    'quay',
    '-Atc',
    'SELECT name FROM ships',
  ]);

describe.runIf(hasTerraform)('what Terraform makes of a small system', () => {
  const system = new Quay();
  let terraform: Terraform;
  /** Another state of the source, planned and made. */
  const becomes = (...lines: Parameters<Quay['becomes']>) => {
    system.becomes(...lines);
    system.into(terraform.folder);
    const { code, out, err } = terraform.apply();
    return { code, said: (out + err).replaceAll(/[│╷╵\s]+/g, ' ') };
  };

  beforeAll(() => {
    system.becomes();
    terraform = new Terraform(system.terraform, project, { POSTGRES_PASSWORD: password });
    terraform.init();
  });
  afterAll(() => {
    terraform.dispose();
    system.dispose();
  });

  it('starts in order, waits for health, and runs the job once', () => {
    expect(must('shellcheck', ['-x', 'with-env'], { cwd: system.terraform })).toBe('');
    expect(becomes()).toMatchObject({
      code: 0,
      said: expect.stringContaining('15 added, 0 changed, 0 destroyed'),
    });
    const states = must('docker', [
      'ps',
      '--all',
      '--filter',
      `name=${project}`,
      '--format',
      '{{.Names}} {{.State}}',
    ]);
    expect(states.trim().split('\n').sort()).toEqual([
      `${project}-caddy-1 running`,
      `${project}-caddy-1-files created`,
      `${project}-postgres-1 running`,
      `${project}-postgres-1-files created`,
      `${project}-seed-1 exited`,
      `${project}-web-1 running`,
    ]);
    expect(ships()).toBe('first\n');
    expect(site()).toBe('one');
  });

  it('has nothing to do the second time', () => {
    expect(terraform.plan()).toMatchObject({ changes: false, said: expect.stringContaining('No changes') });
  });

  it('makes one container anew for a command, and keeps the data', () => {
    const before = containers();
    expect(becomes({ ...changed, page: 'one', limit: '25MB' }).code).toBe(0);
    expect(anew(before)).toEqual(['web']);
    expect(ships()).toBe('first\n');
  });

  it('makes exactly the readers of a file anew', () => {
    const before = containers();
    expect(becomes({ ...changed, limit: '25MB' }).code).toBe(0);
    expect(anew(before)).toEqual(['web']);
    expect(site()).toBe('two');
  });

  it('does so where nobody can write to the root of the reader', () => {
    const before = containers();
    expect(becomes(changed).code).toBe(0);
    expect(anew(before)).toEqual(['caddy']);
    const mounted = must('docker', ['exec', `${project}-caddy-1`, 'cat', '/etc/caddy/Caddyfile']);
    expect(mounted).toContain('max_size 30MB');
    expect(terraform.plan().changes).toBe(false);
  });

  it('is found by Compose and by the scripts beside it, and is backed up', () => {
    const at = { cwd: system.folder, timeout: 180_000 };
    writeFileSync(join(system.folder, '.env'), `POSTGRES_PASSWORD=${password}\n`, { mode: 0o600 });
    must('make', ['init'], at);
    expect(must('scripts/compose', ['ps', '--format', '{{.Service}}'], at).trim().split('\n').sort()).toEqual(
      ['caddy', 'postgres', 'web'],
    );
    expect(must('make', ['backup'], at)).toContain('is complete');
    expect(must('make', ['verify-backup'], at)).toContain('is whole');
    expect(terraform.plan().changes).toBe(false);
  });

  it('fails by the name of a job that fails, and runs it again when it is told to', () => {
    const before = containers();
    const failed = becomes({ ...changed, seed: 'exit 3' });
    expect(failed).toMatchObject({
      code: 1,
      said: expect.stringContaining(
        `seed ended with 3. Read what it said (docker logs ${project}-seed-1), mend it, and run it again: terraform apply -replace=docker_container.seed`,
      ),
    });
    expect(anew(before)).toEqual(['seed']);
    expect(becomes(changed).code).toBe(0);
    expect(site()).toBe('two');
    expect(ships()).toBe('first\nfirst\n');
  });

  it('stops at what holds data when it is to be destroyed', () => {
    const { code, err } = terraform.destroy();
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining('Instance cannot be destroyed'),
    });
    expect(err).toContain('postgres_data');
    expect(run('docker', ['volume', 'inspect', `${project}_postgres_data`]).code).toBe(0);
    expect(ships()).toBe('first\nfirst\n');
  });
});

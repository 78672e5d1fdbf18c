import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTerraform, Terraform } from './support/terraform.ts';
import { must } from './support/tool.ts';

const name = 'stowage-test-terraform';

/** Written by hand: what is proven here are the tools that the other areas use, not what is generated. */
const configuration = (command: string, seconds: number) => ({
  terraform: { required_providers: { docker: { source: 'kreuzwerker/docker', version: '~> 4.6' } } },
  variable: { password: { type: 'string', sensitive: true } },
  resource: {
    docker_network: { inside: { name: `${name}-inside`, internal: true } },
    docker_volume: { data: { name: `${name}-data` } },
    docker_container: {
      server: {
        name: `${name}-server`,
        image: 'stowage-test/base',
        command: ['bash', '-c', command],
        env: ['PASSWORD=${var.password}'],
        destroy_grace_seconds: 1,
        networks_advanced: [{ name: '${docker_network.inside.name}', aliases: ['server'] }],
        volumes: [{ volume_name: '${docker_volume.data.name}', container_path: '/data' }],
        healthcheck: {
          test: ['CMD', 'test', '-e', '/data/ready'],
          interval: '1s',
          timeout: '5s',
          retries: 2,
        },
        wait: true,
        wait_timeout: seconds,
      },
    },
  },
});
const ready = 'trap "exit 0" TERM; sleep 1; echo >/data/ready; while :; do sleep 0.1; done';

describe.runIf(hasTerraform)('Terraform and its provider for Docker', () => {
  let terraform: Terraform;
  beforeAll(() => {
    terraform = new Terraform(configuration(ready, 30), name, { password: 'a secret of the test' });
    terraform.init();
    console.log(terraform.must('version').trim());
  });
  afterAll(() => terraform.dispose());

  it('plan what is to be made, and keep a secret out of what they say', () => {
    expect(terraform.validate()).toContain('The configuration is valid');
    const { changes, said } = terraform.plan('-out=plan');
    expect(changes).toBe(true);
    expect(said).toContain('Plan: 3 to add, 0 to change, 0 to destroy.');
    expect(said).not.toContain('a secret of the test');
    expect(terraform.show('plan').map(({ address }) => address)).toEqual([
      'docker_container.server',
      'docker_network.inside',
      'docker_volume.data',
    ]);
    expect(terraform.made()).toEqual([]);
  });

  it('make it, and wait until it is healthy', () => {
    const { code, out, err } = terraform.apply('plan');
    expect({ code, said: out + err }).toMatchObject({ code: 0, said: expect.stringContaining('3 added') });
    const health = ['inspect', '--format', '{{.State.Health.Status}}', `${name}-server`];
    expect(must('docker', health)).toBe('healthy\n');
    expect(terraform.made()).toEqual([`${name}-server`, `${name}-inside`, `${name}-data`]);
    expect(terraform.show()).toHaveLength(3);
  });

  it('find nothing to do the second time', () => {
    expect(terraform.plan()).toMatchObject({ changes: false, said: expect.stringContaining('No changes') });
  });

  it('fail when what is made does not become healthy', () => {
    terraform.write(configuration('rm /data/ready; sleep 1000', 5));
    const { code, err } = terraform.apply();
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('docker_container.server') });
    expect(terraform.plan().said).toContain('docker_container.server is tainted, so must be replaced');
  });

  it('take it away, and leave nothing', () => {
    expect(terraform.destroy()).toMatchObject({ code: 0, out: expect.stringContaining('3 destroyed') });
    expect(terraform.made()).toEqual([]);
  });
});

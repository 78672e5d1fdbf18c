import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { declared, filesBelow, variablesOf } from './support/declared.ts';
import { checkout, environments, init } from './support/operations.ts';
import { addPostHog } from './support/posthog.ts';
import { hasTerraform, Terraform } from './support/terraform.ts';

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly read_only?: boolean;
  readonly volumes?: readonly { readonly type: string; readonly source?: string }[];
  readonly configs?: readonly object[];
  readonly secrets?: readonly object[];
}
interface Project {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: object;
  readonly volumes: object;
}

/** What the compose file of the same stack has, in the words of a plan: the names of what will be there. */
function expected({ name, services, networks, volumes }: Project) {
  const standing = Object.entries(services).filter(([, { profiles }]) => profiles === undefined);
  const carried = standing.filter(
    ([, { read_only, volumes = [], configs = [], secrets = [] }]) =>
      read_only && (volumes.some(({ type }) => type === 'bind') || configs.length + secrets.length > 0),
  );
  const carriers = carried.map(([id]) => `${name}-${id}-1-files`);
  return {
    docker_container: [...standing.map(([id]) => `${name}-${id}-1`), ...carriers].sort(),
    docker_image: [...new Set(standing.map(([, { image }]) => image))].sort(),
    docker_network: Object.keys(networks)
      .map((id) => `${name}_${id}`)
      .sort(),
    docker_volume: [...Object.keys(volumes).map((id) => `${name}_${id}`), ...carriers].sort(),
  };
}

describe.runIf(hasTerraform).each(environments)('what Terraform plans for PostHog in %s', (environment) => {
  let folder: string;
  let terraform: Terraform;
  let drawn: Readonly<Record<string, string>>;
  const operations = checkout();
  beforeAll(() => {
    folder = declared(addPostHog);
    init(join(operations.folder, environment));
    const variables = variablesOf(join(operations.folder, environment, '.env'));
    drawn = Object.fromEntries([...variables].filter(([, value]) => /^[0-9a-f]{24,}$/.test(value)));
    terraform = new Terraform(
      join(folder, 'posthog', environment, 'terraform'),
      'stowage-test-planned-',
      Object.fromEntries(variables),
    );
    terraform.init();
  });
  afterAll(() => {
    operations.dispose();
    terraform.dispose();
    rmSync(folder, { recursive: true });
  });

  it('is valid, and what make init wrote into .env is all that it asks for', () => {
    expect(terraform.validate()).toContain('The configuration is valid');
    expect(terraform.plan('-out=plan').said).toContain(' to add, 0 to change, 0 to destroy.');
  });

  it('has an example of the variables that is as Terraform formats it', () => {
    const values = join(terraform.folder, 'values.tfvars');
    copyFileSync(join(terraform.folder, 'terraform.tfvars.example'), values);
    expect(terraform.fmt()).toBe('');
    rmSync(values);
  });

  it('is what the compose file has', () => {
    const project: Project = parse(readFileSync(`out/posthog/${environment}/docker-compose.yml`, 'utf8'));
    const planned = terraform.show('plan');
    const names = (type: string) =>
      planned.flatMap((one) => (one.type === type ? [String(one.values.name)] : [])).sort();
    const types = [...new Set(planned.map(({ type }) => type))];
    expect(Object.fromEntries(types.map((type) => [type, names(type)]))).toEqual(expected(project));
  });

  it('says no secret, in no file and no line', () => {
    const { variable }: { variable: Record<string, { sensitive?: boolean }> } = JSON.parse(
      readFileSync(join(terraform.folder, 'main.tf.json'), 'utf8'),
    );
    const secrets = Object.entries(drawn).filter(([name]) => name in variable);
    expect(secrets.map(([name]) => name).filter((name) => !variable[name]?.sensitive)).toEqual([]);
    expect(secrets.length).toBeGreaterThan(4);
    const said = [terraform.plan().said, terraform.must('show', '-no-color', 'plan')];
    const texts = [...filesBelow(folder).values(), ...said];
    const names = (where: readonly string[]) =>
      secrets.flatMap(([name, value]) => (where.some((text) => text.includes(value)) ? [name] : []));
    expect(names(texts)).toEqual([]);
    // They are in the plan: nobody finds what was never there.
    expect(names([terraform.must('show', '-json', 'plan')])).toEqual(secrets.map(([name]) => name));
  });

  it('takes no password that is too short, and says whose it is, but not what it is', () => {
    terraform.variables = { ...terraform.variables, CLICKHOUSE_PASSWORD: 'short' };
    const { code, err } = terraform.run('plan', '-no-color');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('CLICKHOUSE_PASSWORD') });
    expect(err).not.toContain('short');
  });
});

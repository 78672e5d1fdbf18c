import type { Mutant } from '../mutant.ts';

const target = 'src/targets/terraform';
const container = 'test/targets/terraform/container.test.ts';

/** Faults of what is made for Terraform. */
export const terraform: readonly Mutant[] = [
  {
    fault: 'Terraform makes every container with a capability anew at every plan',
    file: `${target}/security.ts`,
    replace: "name.replace(/^(?!ALL$|CAP_)/, 'CAP_')",
    by: 'name',
    fails: { [container]: 'capabilities are spelled as the engine reads them back' },
  },
  {
    fault: 'Terraform kills a database without a moment to write',
    file: `${target}/container.ts`,
    replace: "destroy_grace_seconds: typeof body.stop_timeout === 'number' ? body.stop_timeout : 10,",
    by: '',
    fails: { [container]: 'what is stopped has the time that Compose gives it' },
  },
  {
    fault: 'terraform destroy takes the data, too',
    file: `${target}/resources.ts`,
    replace: "...(kinds.get(id) !== 'cache' && { prevent_destroy: true }),",
    by: '',
    fails: {
      'test/targets/terraform/project.test.ts': 'what holds data is not destroyed, what is a cache is',
    },
  },
  {
    fault: 'a migration that failed looks like one that ran',
    file: `${target}/order.ts`,
    replace: "...(service.kind === 'job' && { postcondition: [succeeded(id, name)] }),",
    by: '',
    fails: { [container]: 'a job that fails, fails the apply by its name' },
  },
  {
    fault: 'services start before their database answers',
    file: `${target}/container.ts`,
    replace: 'waits !== undefined && { wait: true,',
    by: 'waits !== undefined && { wait: false,',
    fails: { [container]: 'what comes later waits until what it needs is healthy' },
  },
  {
    fault: 'every plan changes the swap of every container',
    file: `${target}/container.ts`,
    replace: '{ memory_swap: 2 * memory }',
    by: '{}',
    fails: { [container]: 'memory has as much swap as memory' },
  },
  {
    fault: 'a changed health check never reaches the container',
    file: `${target}/container.ts`,
    replace: "'com.docker.compose.config-hash': hash,",
    by: '',
    fails: { [container]: 'what the provider would change in its own books alone' },
  },
  {
    fault: 'a plan prints a secret',
    file: `${target}/variables.ts`,
    replace: '...(isSecretVariable(variable) && { sensitive: true }),',
    by: '',
    fails: { [container]: 'a secret is sensitive' },
  },
  {
    fault: 'a read-only container never starts, for its files cannot be put into it',
    file: `${target}/container.ts`,
    replace: 'config.readOnly === true && given.length > 0',
    by: 'config.readOnly === true && given.length > 9',
    fails: { [container]: 'a generated file is put into its reader' },
  },
  {
    fault: 'what waits for a service that is left out starts without it, and nobody is told',
    file: `${target}/order.ts`,
    replace: 'if (container(id) === undefined && required !== false)',
    by: 'if (container(id) === undefined && required === undefined)',
    fails: { 'test/targets/terraform/project.test.ts': 'a service that starts on request is left out' },
  },
];

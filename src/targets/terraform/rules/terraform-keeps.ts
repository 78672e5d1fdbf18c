import { projectOf } from '../../../files/project.ts';
import type { Complaint, Rule } from '../../../model/finding.ts';
import type { StackModel } from '../../../model/stack.ts';
import { documentBeside } from '../document.ts';

/** What the provider cannot say is said here, and never left out in silence. */
export const terraformKeeps: Rule = {
  id: 'terraform-keeps',
  severity: 'error',
  summary: 'Terraform keeps what is described.',
  check: (stack) => [...lost(stack), ...asked(stack), ...processes(stack)],
  about: {
    why: 'The provider for Docker knows less than Compose. A key that it cannot say would be missing on the host, and nobody would see that in a plan.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', memory: '1gb', compose: { oom_score_adj: -500 } });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', memory: '1gb' });
      // Every service has a limit of processes, which the provider cannot say.
      stack.acknowledge('terraform-keeps', [stack], 'The host runs nothing else.');
    `,
    sources: ['https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/container'],
  },
};

function lost(stack: StackModel): readonly Complaint[] {
  return documentBeside(stack).losses.map(
    ({ path, of, key, what, mend, changes }): Complaint => ({
      path,
      message: `${key} of ${of} ${what}`,
      fix: mend,
      ...(!changes && { severity: 'warn' }),
    }),
  );
}

/** Terraform runs what is there, and nothing on request. */
function asked(stack: StackModel): readonly Complaint[] {
  const { services } = projectOf(stack);
  return stack.services
    .filter(({ id }) => (services?.get(id)?.profiles ?? []).length > 0)
    .map(({ id, path }) => ({
      path,
      message: `"${id}" starts only when its profile is asked for, and Terraform asks for none: it is left out`,
      fix: `run it beside the others with "docker compose run", or take the profile away`,
      severity: 'warn',
    }));
}

/** Every service of ours has such a limit, so it is said once. */
function processes(stack: StackModel): readonly Complaint[] {
  const { services } = projectOf(stack);
  const limited = stack.services.filter(({ id }) => {
    const config = services?.get(id);
    return config?.pidsLimit !== undefined || config?.deploy?.resources?.limits?.pids !== undefined;
  });
  if (limited.length === 0) return [];
  return [
    {
      path: stack.path,
      also: limited.map(({ path }) => path),
      message: `the provider limits no processes: ${limited.map(({ id }) => id).join(', ')} may have as many as the host`,
      fix: 'acknowledge it, or start them with the operations repository, which keeps the limit',
      severity: 'warn',
    },
  ];
}

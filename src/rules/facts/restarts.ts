import { spellText } from '../../compose/interpolation.ts';
import { waitsOf } from '../../graph/wiring.ts';
import { publishedBy, startOf, startsAlways } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/**
 * Services that do not come back: of those that a construct made, whatever took their restart away; of others, what their author wrote of a
 * server. Not jobs, nor what somebody waits for until it has completed.
 * @see https://github.com/docker/compose/blob/main/pkg/compose/create.go, getRestartPolicy: deploy goes over restart
 */
export function staysAway({ services }: StackModel): readonly Complaint[] {
  const away = services.flatMap((service) => {
    const policy = service.kind === 'job' ? undefined : policyOf(service);
    return policy === undefined || !/^(no|none|on-failure(:.*)?|)$/.test(policy.says)
      ? []
      : [{ service, ...policy }];
  });
  if (away.length === 0) return [];
  const ending = new Set<string>();
  for (const service of services)
    for (const { service: id, condition } of waitsOf(service)) if (condition === 'completed') ending.add(id);
  return away.flatMap((one) => (ending.has(one.service.id) ? [] : complaint(one)));
}

interface Policy {
  readonly service: ServiceModel;
  readonly key: string;
  readonly says: string;
}

/** Undefined where its author, who makes elements of Compose, has said nothing. */
function policyOf(service: ServiceModel): Omit<Policy, 'service'> | undefined {
  const { deploy, restart } = configOf(service);
  const { restartPolicy: policy } = deploy ?? {};
  if (policy !== undefined && policy.rest?.has('condition') !== true)
    return { key: 'deploy.restart_policy', says: spellText(policy.condition ?? []) };
  if (restart === undefined && service.bare === true) return undefined;
  return { key: 'restart', says: spellText(restart ?? []) };
}

function complaint({ service, key, says }: Policy): readonly Complaint[] {
  const { path, id, bare } = service;
  const server = isServer(service);
  if (bare === true) {
    if (!server || !startsAlways(service)) return [];
    return [
      {
        path,
        message: `"${id}" says ${key}: '${says}'${says.startsWith('on') ? `, and ${ended}` : ': when it ends, and after a reboot, it stays away'}`,
        fix: `say restart: 'unless-stopped' of "${id}"${key === 'restart' ? '' : `, and leave ${key} out`}`,
      },
    ];
  }
  const fix = `remove ${key} from the raw keys of "${id}", or make it a Job if it is meant to end`;
  if (!says.startsWith('on'))
    return [
      {
        path,
        message: `a raw key takes the restart policy of "${id}" away: when it ends, and after a reboot, it stays away`,
        fix,
      },
    ];
  // What somebody asks for by its profile may end.
  if (!startsAlways(service)) return [];
  return [
    {
      path,
      ...(!server && { severity: 'warn' as const }),
      message: `a raw key starts "${id}" again only after an error, and ${ended}`,
      fix,
    },
  ];
}

const ended =
  'a program that ends with 0 when it is asked to stop stays away: after a reboot, and after each restart of the engine';

/** Whether it is known to wait for others. */
function isServer(service: ServiceModel): boolean {
  const { listens, edge, known } = service;
  if (edge || listens.length > 0 || publishedBy(service).length > 0) return true;
  if (configOf(service).healthcheck?.test !== undefined) return true;
  const { entrypoint, command } = startOf(service);
  return (known?.reach?.ports ?? []).length > 0 && entrypoint.length === 0 && command.length === 0;
}

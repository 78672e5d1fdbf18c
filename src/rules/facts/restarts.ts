import { resolveText, spellText } from '../../compose/interpolation.ts';
import type { Text } from '../../compose/text.ts';
import { pointers } from '../../graph/pointers.ts';
import { waitsOf } from '../../graph/wiring.ts';
import { publishedBy, startOf, startsAlways } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { startsOther } from './servers.ts';

/**
 * Services that do not come back: of those that a construct made, whatever took their restart away; of others, what their author wrote of a
 * server. Not jobs, nor what somebody waits for until it has completed.
 * @see https://github.com/docker/compose/blob/main/pkg/compose/create.go, getRestartPolicy: deploy goes over restart
 */
export function staysAway(stack: StackModel): readonly Complaint[] {
  const { services } = stack;
  const away = services.flatMap((service) => {
    const policy = service.kind === 'job' ? undefined : policyOf(service);
    return policy === undefined || !/^(no|none|on-failure(:.*)?|)$/.test(policy.says)
      ? []
      : [{ service, ...policy }];
  });
  if (away.length === 0) return [];
  const ending = new Set<string>();
  const asked = new Set(pointers(stack).flatMap(({ to, from }) => (from.id === to ? [] : [to])));
  for (const service of services)
    for (const { service: id, condition } of waitsOf(service)) if (condition === 'completed') ending.add(id);
  return away.flatMap((one) =>
    ending.has(one.service.id) ? [] : complaint(one, asked.has(one.service.id) || isServer(one.service)),
  );
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
    return { key: 'deploy.restart_policy', says: usual(policy.condition ?? []) };
  if (restart === undefined && service.bare === true) return undefined;
  return { key: 'restart', says: usual(restart ?? []) };
}

/** What it is where `.env` says nothing. */
function usual(text: Text): string {
  return resolveText(text, () => undefined) ?? spellText(text);
}

/** @param server whether it is known to wait for others */
function complaint({ service, key, says }: Policy, server: boolean): readonly Complaint[] {
  const { path, id, bare } = service;
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

/** Whether it is known to wait for others: it has a door, says how it proves that it works, or runs the server of its image. */
function isServer(service: ServiceModel): boolean {
  const { listens, edge, known } = service;
  if (edge || listens.length > 0 || publishedBy(service).length > 0) return true;
  const { healthcheck, expose = [] } = configOf(service);
  if (healthcheck?.test !== undefined || expose.length > 0) return true;
  const { entrypoint, command } = startOf(service);
  if ((known?.reach?.ports ?? []).length === 0) return false;
  return (
    (entrypoint.length === 0 && command.length === 0) ||
    (known?.traits?.servers !== undefined && !startsOther(service))
  );
}

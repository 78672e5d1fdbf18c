import { showText } from '../../../compose/text.ts';
import { configOf } from '../../../lower.ts';
import type { HostPathModel } from '../../../model/host-path.ts';
import { plainPath, sharedFolders, systemTrees } from '../../../model/host-path.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import { pathOf } from '../scripts/beside.ts';

interface Facts {
  readonly savedPaths: readonly object[];
  readonly pathPattern: string;
  readonly shared: readonly string[];
  readonly trees: readonly string[];
  readonly drilledMounts: readonly string[];
}

/** The paths of the host that a backup holds, and what a drill mounts in the place of those that services write to. */
export function hostPathFacts(stack: StackModel, loading: readonly string[]): Facts {
  const stored = new Set(stack.stores.flatMap(({ volumes }) => volumes));
  const paths = stack.hostPaths ?? [];
  return {
    savedPaths: paths
      .filter(({ id }) => stored.has(id))
      .map((path) => ({
        ...pathOf(stack, path.host),
        id: path.id,
        owner: path.owner ?? '-',
        service: usersOf(stack, path)[0]?.service.id ?? '',
      })),
    pathPattern: plainPath,
    shared: sharedFolders,
    trees: systemTrees,
    drilledMounts: paths
      .filter(({ kind }) => kind === 'folder')
      .flatMap((path) =>
        usersOf(stack, path).flatMap(({ service, target, readOnly }) =>
          readOnly || !loading.includes(service.id) ? [] : [`${service.id} ${path.id} ${target}`],
        ),
      ),
  };
}

interface User {
  readonly service: ServiceModel;
  readonly target: string;
  readonly readOnly: boolean;
}

/** The services that mount a path of the host, and where. */
export function usersOf({ services }: StackModel, { host }: HostPathModel): readonly User[] {
  const source = showText(host);
  return services.flatMap((service) =>
    (configOf(service).volumes ?? []).flatMap((mount) =>
      mount.type === 'bind' && showText(mount.source ?? []) === source
        ? [{ service, target: showText(mount.target ?? []), readOnly: mount.readOnly === true }]
        : [],
    ),
  );
}

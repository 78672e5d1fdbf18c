import type { Mount } from '../compose/attributes/mount.ts';
import type { ServiceConfig } from '../compose/service.ts';
import type { Text } from '../compose/text.ts';
import { literal, splitText } from '../compose/text.ts';
import { StowageError } from '../model/error.ts';
import type { ServiceModel } from '../model/service.ts';

/** Folders of most images that everyone may write to, in the order in which a mark looks for a home. */
const homes = ['/tmp', '/var/tmp'];

/**
 * What starts a job that runs once. Compose starts an exited container again at every `up`: the job leaves a mark
 * when it has succeeded, and does nothing when it finds its own. The mark lies where it outlives a stop, so not in memory. It
 * holds what no other container has, the writable layer of its own: a volume is carried over to the next container, and
 * that one must run.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
const once = `stowage_mark=$(
  self='' tmp='' var='' home=''
  while read -r _ _ _ root at rest; do
    kind=\${rest#*- } kind=\${kind%% *}
    case $at in
      /) self=\${rest##*upperdir=} self=$root:\${self%%,*} tmp=$kind var=$kind ;;
      /tmp) tmp=$kind ;;
      /var | /var/tmp) var=$kind ;;
    esac
  done </proc/self/mountinfo
  case $tmp in tmpfs | ramfs) ;; *) [ ! -w /tmp ] || home=/tmp ;; esac
  case $home$var in /* | tmpfs | ramfs) ;; *) [ ! -w /var/tmp ] || home=/var/tmp ;; esac
  [ -n "$home" ] || [ ! -w / ] || home=/
  [ -n "$home" ] && printf '%s\\n' "\${home%/}/done $self"
) || {
  echo "error: $0 runs once, and finds no place for the mark that says so: /tmp and /var/tmp are missing, in memory or read-only" >&2
  exit 1
}
if [ -f "\${stowage_mark%% *}" ] && (read -r by <"\${stowage_mark%% *}" && [ "$by" = "$stowage_mark" ]); then
  echo "done before, nothing to do"
  exit 0
fi
"$@" || exit
printf '%s\\n' "$stowage_mark" >"\${stowage_mark%% *}"
`;

/** The entrypoint of such a job; what it does follows as its command. */
export function onceEntrypoint(id: string): readonly Text[] {
  return [['/bin/sh'], ['-c'], [once], [id]];
}

/**
 * The service with a volume for the mark, where its container can keep nothing. A volume without a name takes over the owner and the
 * mode of the folder that the image has there, so whoever may write to that folder may write to the volume.
 */
export function withHomeForMark(model: ServiceModel, service: ServiceConfig): ServiceConfig {
  const home = needsHome(model, service) ? homeFor(service) : undefined;
  if (home === undefined) return service;
  return { ...service, volumes: [...(service.volumes ?? []), home] };
}

/** Whether a mount is there for the mark: no author says it. */
export function isForMark(mount: Mount): boolean {
  return homeMounts.includes(mount);
}

/** @throws StowageError `job-mark` when a job says itself what is mounted at each place for its mark. */
export function checkHomeForMark(model: ServiceModel, service: ServiceConfig): void {
  if (!needsHome(model, service) || homeFor(service) !== undefined) return;
  const { id, path } = model;
  throw new StowageError(
    'job-mark',
    `"${id}" runs once in a read-only container, and its mounts at ${homes.join(' and ')} do not outlive a stop`,
    `leave one of them out, or let "${id}" run each time: runs: 'always'`,
    { at: path },
  );
}

/** Whether the mark of a job would be gone after a stop. Raw keys that replaced how it starts leave no mark. */
function needsHome({ id, job }: ServiceModel, service: ServiceConfig): boolean {
  return (
    job?.runs === 'once' &&
    service.readOnly === true &&
    startsOnce(id, service) &&
    !homes.some((home) => outlives(mountAt(service, home)))
  );
}

/** Whether what looks for the mark starts it: raw keys may have replaced that. */
export function startsOnce(id: string, { entrypoint }: ServiceConfig): boolean {
  return JSON.stringify(entrypoint) === JSON.stringify(onceEntrypoint(id));
}

/** Made once, so that they can be told from those of an author; the last free one is taken. */
const homeMounts = [...homes].reverse().map((home): Mount => ({ type: 'volume', target: [home] }));

function homeFor(service: ServiceConfig): Mount | undefined {
  return homeMounts.find(({ target = [] }) => mountAt(service, literal(target)) === undefined);
}

function mountAt({ volumes = [], tmpfs = [] }: ServiceConfig, home: string | undefined): Mount | undefined {
  const mounts = [
    ...volumes,
    ...tmpfs.map((entry): Mount => ({ type: 'tmpfs', target: splitText(entry, ':')[0] ?? [] })),
  ];
  return mounts.find(({ target }) => target !== undefined && literal(target) === home);
}

/** Whether what is written there is still there after the container was stopped, as far as the mount says so. */
function outlives(mount: Mount | undefined): boolean {
  return mount !== undefined && mount.type !== 'tmpfs' && mount.readOnly !== true;
}

import type { Complaint } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';

/** What rules write for a service of ours, and the same in keys of Compose, which are all that an element of Compose has. */
const spellings: readonly (readonly [ours: RegExp, theirs: string])[] = [
  [/health: \{ exec: \[(.*?)\] \}/, "healthcheck: { test: ['CMD', $1] }"],
  [/startPeriod: ('\w+')/, 'healthcheck: { start_period: $1 }'],
  [/a startPeriod/, 'a start_period'],
  [/\bstopGrace\b/, 'stop_grace_period'],
  [/or give it port: (\d+)/, "or say that it listens there: expose: ['$1']"],
  [/otherPorts: \{ (\d+): '[^']*' \}/, "expose: ['$1']"],
  [/write target: (\d+)/, 'write $1 behind the last colon'],
  [/profile: '(\w+)'/, "profiles: ['$1']"],
  [/\benv: \{/, 'environment: {'],
  [/pass it in env\b/, 'pass it in environment'],
  [/compose\.deploy of/, 'deploy of'],
  [/raise memory of/, 'raise the memory limit of'],
  [
    /or publish it with address: '127\.0\.0\.1'; what is no HTTP says its purpose: '…'/,
    "or publish it on 127.0.0.1 alone: '127.0.0.1:<port>:<port>'; what is no HTTP is made with new Service(…), which says its purpose",
  ],
  [/on a port with address: '127\.0\.0\.1'/, 'on a port of 127.0.0.1'],
  [/let backups know it: (\w+)\.mount\(/, 'make it with new Service(…), and let backups know it: $1.mount('],
];
const mounted = /\w+\.mount\(new Volume\(…\), '([^']+)'\)(?:, or make it scratch: \{ '[^']+': '(\w+)' \})?/;

/** A complaint whose mend the construct can be given: what an element of Compose does not have is not proposed. */
export function mendable(stack: StackModel): (complaint: Complaint) => Complaint {
  const bare = stack.services.filter((service) => service.bare === true);
  if (bare.length === 0) return (complaint) => complaint;
  const byPath = new Map(bare.map((service) => [service.path, service]));
  const byId = new Map(bare.map((service) => [service.id, service]));
  const named = (text: string) =>
    [...text.matchAll(/"([^"]+)"/g)].find(([, id = '']) => byId.has(id))?.[1] ?? '';
  return (complaint) => {
    const { path, message, fix } = complaint;
    // Those among the raw keys of the stack have its path.
    const service = path === stack.path ? byId.get(named(`${message} ${fix}`)) : byPath.get(path);
    if (service === undefined) return complaint;
    const volume = `${service.id}-data`;
    const kept = fix.replace(mounted, (_, target, size) => {
      const scratch = size === undefined ? '' : `; or tmpfs: ['${target}:size=${size}']`;
      return `volumes: ['${volume}:${target}'] with new Volume(stack, '${volume}', { holds: '…', backup: { stop: true } })${scratch}`;
    });
    const { edit, ...others } = complaint;
    return {
      ...others,
      // It has no verb that mounts.
      ...(edit && edit.kind !== 'mount' && { edit }),
      fix: spellings.reduce((text, [ours, theirs]) => text.replace(ours, theirs), kept),
    };
  };
}

import { spellText } from '../../compose/interpolation.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { configOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { elementDoors, hostDoors, resolveIn } from '../facts/host-doors.ts';
import { quoted } from '../facts/wording.ts';

/** Capabilities that lead out of the container, or into other programs of the host. */
const strong = new Set(
  'ALL SYS_ADMIN SYS_MODULE SYS_PTRACE SYS_RAWIO SYS_BOOT SYS_TIME DAC_READ_SEARCH NET_ADMIN BPF PERFMON MAC_ADMIN MAC_OVERRIDE SYSLOG'.split(
    ' ',
  ),
);
const namespaces = [
  ['pid', 'pid'],
  ['ipc', 'ipc'],
  ['uts', 'uts'],
  ['usernsMode', 'userns_mode'],
  ['cgroup', 'cgroup'],
] as const;

/** A container stays one. */
export const containerConfined: Rule = {
  id: 'container-confined',
  severity: 'error',
  summary:
    'No container can take over the host: no engine socket, no folder of the system, no disk, no privileges, no namespace of the host.',
  check: lookInEach((stack) => {
    const resolve = resolveIn(stack);
    const others = new Map(stack.services.map((service) => [service.id, service]));
    return {
      in: (service) => [...ways(service), ...hostDoors(service, resolve, others)].map(spoken(service)),
      told: (found) => [...found, ...elementDoors(stack, resolve).map((one) => spoken(one)(one.door))],
    };
  }),
  about: {
    why: 'Whoever takes over a program in such a container has the whole host, with the data and the secrets of every other service: the socket of the engine starts any container, a writable /etc makes a user, privileges mount any disk, and the namespaces of the host hold its processes.',
    wrong: `
      new Service(phase, 'agent', {
        image: 'example.org/agent:1.0.0',
        compose: { privileged: true, pid: 'host' },
      });
    `,
    right: `
      new Service(phase, 'agent', { image: 'example.org/agent:1.0.0', dropCapabilities: ['ALL'] });
    `,
    sources: [
      'https://docs.docker.com/engine/security/',
      'https://docs.docker.com/engine/security/protect-access/',
      'https://man7.org/linux/man-pages/man7/capabilities.7.html',
    ],
  },
};

interface Way {
  readonly has: string;
  readonly outcome: string;
  readonly fix: string;
  readonly severity?: 'warn';
}

function spoken({ path, id }: Pick<ServiceModel, 'path' | 'id'>): (way: Way) => Complaint {
  return ({ has, outcome, fix, severity }) => ({
    path,
    ...(severity && { severity }),
    message: `"${id}" ${has}: ${outcome}`,
    fix: `${fix}, or acknowledge it with the reason`,
  });
}

function isHost(mode: Text | undefined): boolean {
  return mode !== undefined && literal(mode) === 'host';
}

function* ways(service: ServiceModel): Iterable<Way> {
  const { id, known } = service;
  const config = configOf(service);
  const user = config.user && spellText(config.user);
  if (user !== undefined && /^(root|0)(:|$)/.test(user))
    yield {
      has: `runs as ${user} by wish`,
      outcome: 'its image may have a user of its own, and a way out of the container is open to root first',
      fix: `leave user of "${id}" out`,
      severity: 'warn',
    };
  if (user === undefined && known?.user !== undefined)
    yield {
      has: `runs as root, and its image has the user "${known.user}"`,
      outcome: 'a way out of the container is open to root first',
      fix: `say user: '${known.user}' of "${id}"`,
      severity: 'warn',
    };
  if (config.privileged === true)
    yield {
      has: 'is privileged',
      outcome: 'whoever takes it over is root on the host',
      fix: `remove privileged from the raw keys of "${id}", and add the capability that it needs`,
    };
  const shared = namespaces.filter(([key]) => isHost(config[key])).map(([, name]) => name);
  if (shared.length > 0)
    yield {
      has: `uses ${quoted(shared)} of the host`,
      outcome: 'it sees and reaches what runs outside of it',
      fix: `remove ${shared.length === 1 ? 'it' : 'them'} from the raw keys of "${id}"`,
    };
  const added = (config.capAdd ?? [])
    .map((name) => spellText(name).toUpperCase().replace(/^CAP_/, ''))
    .filter((name) => strong.has(name));
  if (added.length > 0)
    yield {
      has: `adds the ${added.length === 1 ? 'capability' : 'capabilities'} ${quoted(added)}`,
      outcome: 'that is enough to leave the container',
      fix: `remove ${added.length === 1 ? 'it' : 'them'} from "${id}"`,
    };
  const open = (config.securityOpt ?? [])
    .map(spellText)
    .filter((option) => /^(seccomp|apparmor|systempaths)[:=]unconfined$/.test(option));
  if (open.length > 0)
    yield {
      has: `turns off ${quoted(open.map((option) => option.split(/[:=]/)[0] ?? ''))}`,
      outcome: 'system calls that nobody needs are open to whoever takes it over',
      fix: `remove that from security_opt of "${id}"`,
      severity: 'warn',
    };
}

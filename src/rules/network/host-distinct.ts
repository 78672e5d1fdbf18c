import { hosts } from '../../graph/hosts.ts';
import { namespaces } from '../../graph/namespaces.ts';
import type { Spot } from '../../graph/pointers.ts';
import { pointers, strangers } from '../../graph/pointers.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { GuestModel, StackModel } from '../../model/stack.ts';
import { enumerated } from '../facts/wording.ts';

/** A name leads to one system, where several are on one network. */
export const hostDistinct: Rule = {
  id: 'host-distinct',
  severity: 'error',
  summary: 'A host name is that of one service, on networks that several stacks share, too.',
  check: (stack) => (stack.guests === undefined ? [] : [...ownOrTheirs(stack), ...twoOfThem(stack)]),
  about: {
    why: "Docker's name server knows the services of every project that is on a network of the one who asks. Where two are called alike on one network it names either, about as often the one as the other: forms and passwords go to the wrong system. Where the one that is meant is on another network it depends on the order of the networks: by their names, and those without a way out last. Then one of both answers every time, and the other one as soon as that is stopped.",
    wrong: `
      const blog = new Stack(app, 'blog', environment, { title: 'Blog', version: '1.0', backups: { at: '04:00', keepDays: 7 } });
      const [core] = blog.phases('core');
      const door = new Network(stack, 'door', { purpose: 'The edge, and what it leads to.' });
      const shared = new Network(blog, 'door', { purpose: 'The edge of this host.', external: door });
      const health = { exec: ['check'] };
      new Service(core, 'web', { image: 'example.org/blog:1.0.0', port: 8000, health, networks: [shared] });
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health, networks: [door] });
      new Service(later, 'cron', { image: 'example.org/shop:1.0.0', networks: [door], env: { WEB: web.address } });
    `,
    right: `
      const blog = new Stack(app, 'blog', environment, { title: 'Blog', version: '1.0', backups: { at: '04:00', keepDays: 7 } });
      const [core] = blog.phases('core');
      const door = new Network(stack, 'door', { purpose: 'The edge, and what it leads to.' });
      const shared = new Network(blog, 'door', { purpose: 'The edge of this host.', external: door });
      const health = { exec: ['check'] };
      new Service(core, 'web', { image: 'example.org/blog:1.0.0', port: 8000, health, networks: [shared] });
      const web = new Service(phase, 'shop-web', { image: 'example.org/shop:1.0.0', port: 8000, health, networks: [door] });
      new Service(later, 'cron', { image: 'example.org/shop:1.0.0', networks: [door], env: { WEB: web.address } });
    `,
    sources: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'https://github.com/moby/moby/blob/v28.3.0/libnetwork/sandbox.go',
    ],
  },
};

/** One of this stack is meant. */
function ownOrTheirs(stack: StackModel): readonly Complaint[] {
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const { networks } = namespaces(stack);
  return groupBy(pointers(stack), (one) => `${one.from.path} ${nameOf(one)}`).flatMap((group) => {
    const [first] = group;
    const target = byId.get(first.to);
    const on = networks(first.from) ?? [];
    // That it does not resolve to the own one is said by another rule.
    if (target === undefined || !networks(target)?.some((network) => on.includes(network))) return [];
    const [other] = answering(stack, first);
    if (other === undefined) return [];
    const { id } = target;
    const mend = [id, containerOf(target, stack)].find(
      (name) => answering(stack, { ...first, host: name }).length === 0,
    );
    const known = mend === id ? 'its id' : 'the name of its container';
    return [
      {
        path: first.from.path,
        message: `"${first.from.id}" points at "${nameOf(first)}" in ${places(group)}, but ${named(other)} answers to that name on the network "${other.network}", too: the request goes to either of them`,
        fix: `${mend === undefined ? '' : `write "${mend}", ${known}, or `}give "${id}" another id than any of ${other.project}`,
      },
    ];
  });
}

/** None of this stack is meant; two that somebody calls alike by an alias may be one system twice. */
function twoOfThem(stack: StackModel): readonly Complaint[] {
  const surely = strangers(stack).filter(({ form }) => form !== 'pair');
  return groupBy(surely, (one) => `${one.from.path} ${nameOf(one)}`).flatMap((group) => {
    const [first] = group;
    const all = answering(stack, first);
    const [one] = all;
    const other = all.find(({ project }) => project !== one?.project);
    if (one === undefined || other === undefined) return [];
    if (!all.some(({ names }) => names.includes(nameOf(first).toLowerCase()))) return [];
    return [
      {
        path: first.from.path,
        message: `"${first.from.id}" points at "${nameOf(first)}" in ${places(group)}, and both ${named(one)} and ${named(other)} answer to that name: the request goes to either of them`,
        fix: `write the name of the container that is meant: "${one.project}-${one.service}-1" or "${other.project}-${other.service}-1"`,
      },
    ];
  });
}

/** Who of other stacks answers to what is written there. */
function answering(stack: StackModel, spot: Spot): readonly GuestModel[] {
  const { guests = [] } = stack;
  const name = nameOf(spot).toLowerCase();
  const called = guests.filter(({ names, aliases }) => names.includes(name) || aliases.includes(name));
  if (called.length === 0 || hosts(stack).told(nameOf(spot), spot.from)) return [];
  const on = namespaces(stack).networks(spot.from) ?? [];
  return called.filter(({ network }) => on.includes(network));
}

function nameOf({ host }: Spot): string {
  return typeof host === 'string' ? host : host.service;
}

function named({ project, service }: GuestModel): string {
  return `"${service}" of ${project}`;
}

function containerOf(service: ServiceModel, { project }: StackModel): string {
  const [said] = configOf(service).containerName ?? [];
  return typeof said === 'string' ? said : `${project}-${service.id}-1`;
}

function places(group: readonly Spot[]): string {
  return enumerated(group.map(({ where }) => where));
}

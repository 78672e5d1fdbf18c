import { literal } from '../../compose/text.ts';
import type { Hosts } from '../../graph/hosts.ts';
import { hosts } from '../../graph/hosts.ts';
import type { Namespaces } from '../../graph/namespaces.ts';
import { namespaces } from '../../graph/namespaces.ts';
import type { Spot } from '../../graph/pointers.ts';
import { strangers } from '../../graph/pointers.ts';
import { textsOf } from '../../graph/texts.ts';
import { imageOf, networkModeOf, publishedBy } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { saysPort } from '../facts/ports.ts';
import { asConst, enumerated } from '../facts/wording.ts';

/** Links for a browser on the host, and addresses that a program listens on, are no connections. */
const others =
  /(^|_)(SITE|PUBLIC|EXTERNAL|BASE|ORIGINS?|CORS|CALLBACK|REDIRECT|FRONTEND|ALLOWED|TRUSTED|ADVERTISED?|LISTEN|LISTENERS?|BIND)(_|$)/i;

/** In a container, localhost is the container. */
export const localhostOwn: Rule = {
  id: 'localhost-own',
  severity: 'error',
  summary: 'Where a service points at localhost, it means a port of its own container.',
  about: {
    why: 'Each container has a network of its own, and localhost is that container alone: neither the host nor another service. A URL that worked on a laptop is refused in the stack, and a health check that asks the wrong port never gets healthy, so that nothing after it starts.',
    wrong: `const health = { exec: ['check'] };
new Service(phase, 'db', { image: 'example.org/db:1.0.0', port: 5432, health });
new Service(later, 'web', { image: 'example.org/web:1.0.0', env: { DB_URL: 'postgres://localhost:5432/shop' } });`,
    right: `const health = { exec: ['check'] };
const db = new Service(phase, 'db', { image: 'example.org/db:1.0.0', port: 5432, health });
new Service(later, 'web', { image: 'example.org/web:1.0.0', env: { DB_URL: text\`postgres://\${db.address}/shop\` } });`,
    edits: 'It writes the name of the other service in place of localhost, where one string says it.',
    sources: ['https://docs.docker.com/engine/network/'],
  },
  check: (stack) => {
    const space = namespaces(stack);
    const names = hosts(stack);
    const listeners = listenersOf(stack, space);
    const published = new Set(
      stack.services.flatMap((service) => publishedBy(service).map(({ port }) => port)),
    );
    const spots = strangers(stack).filter(
      ({ host, form, from }) =>
        isLocal(host) && form !== 'pair' && form !== 'xml' && networkModeOf(from) !== 'host',
    );
    const wrong = spots.flatMap((spot): readonly Wrong[] => {
      const web = /^(https?|wss?)$/.test(spot.scheme ?? '');
      const port = spot.port ?? (web ? undefined : spot.implied);
      const own = space.ports(spot.from);
      if (spot.use === 'health')
        return port && own && !own.includes(port) && !saysPort(spot.from, port, ({ use }) => use !== 'health')
          ? [{ ...spot, port, own }]
          : [];
      // A program is told to listen on 0.0.0.0; nobody connects to it.
      if (spot.host === '0.0.0.0' && spot.form === 'list') return [];
      if (own?.includes(port ?? 0) || others.test(spot.where) || (web && published.has(String(port))))
        return [];
      const meant = meantBy(spot, port, listeners, names, space);
      if (meant !== undefined && port !== undefined && listensThere(spot, port)) return [];
      if (meant !== undefined && startsSeveral(spot.from)) return [];
      return meant === undefined ? [] : [{ ...spot, ...(port !== undefined && { port }), meant }];
    });
    return groupBy(wrong, ({ from, port, use }) => `${from.path} ${port} ${use === 'health'}`).map(
      (group): Complaint => {
        const [first] = group;
        return first.meant === undefined ? unasked(first) : itself(group, first, first.meant);
      },
    );
  },
};

interface Wrong extends Spot {
  /** What its own container listens on, when a health check asks another port. */
  readonly own?: readonly number[];
  /** Who listens there. */
  readonly meant?: ServiceModel;
}

function isLocal(host: Spot['host']): boolean {
  return typeof host === 'string' && /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(host);
}

type Listeners = ReadonlyMap<number, readonly ServiceModel[]>;

function listenersOf({ services }: StackModel, { ports }: Namespaces): Listeners {
  const listeners = new Map<number, ServiceModel[]>();
  for (const service of services)
    for (const port of new Set(ports(service) ?? [])) {
      const same = listeners.get(port);
      if (same === undefined) listeners.set(port, [service]);
      // One that is not meant shares its image with the one that asks: a second image is enough.
      else if (same.length < 2 && same[0] && imageOf(same[0]) !== imageOf(service)) same.push(service);
    }
  return listeners;
}

/** Another service that answers on that port, or that the variable is called after: `REDIS_HOST`. */
function meantBy(
  { from, where, form }: Spot,
  port: number | undefined,
  listeners: Listeners,
  names: Hosts,
  { members }: Namespaces,
): ServiceModel | undefined {
  const here = new Set(members(from));
  // Two services of one image listen on the same port: it may well mean its own.
  const isOther = (service: ServiceModel) => !here.has(service) && imageOf(service) !== imageOf(from);
  if (port !== undefined) return listeners.get(port)?.find(isOther);
  const name =
    form === 'list' ? /^([A-Z0-9_]+)_HOST$/i.exec(where)?.[1]?.toLowerCase().replaceAll('_', '-') : undefined;
  const called = name === undefined ? undefined : (names.find(name, from)?.service ?? names.byImage(name)[0]);
  return called !== undefined && isOther(called) ? called : undefined;
}

/** Whether its command, its health check or a variable of its server says that port. */
function listensThere({ from, where }: Spot, port: number): boolean {
  return saysPort(from, port, ({ use, where: other, text }) => {
    if (use === 'env') return server.test(other) && !where.includes(other);
    return use === 'health' || text.every((part) => typeof part !== 'string' || !part.includes('://'));
  });
}

/** What a server is told to listen on; a port of its client may be called like anything else. */
const server = /(^|_)(LISTEN|BIND)(_|$)|^((HTTPS?|SERVER|APP|WEB|METRICS|ADMIN|MANAGEMENT|GRPC|API)_)?PORT$/i;

/** Whether it starts more than one program: what they listen on nobody says. */
function startsSeveral(from: ServiceModel): boolean {
  return textsOf(from).some(
    ({ use, text }) =>
      (use === 'command' || use === 'entrypoint') &&
      text.some((part) => typeof part === 'string' && /\s&(\s|$)|supervisord|s6-svscan|runsvdir/.test(part)),
  );
}

function itself(group: readonly Spot[], { from, host, port }: Spot, meant: ServiceModel): Complaint {
  const written = `${typeof host === 'string' ? host : ''}${port === undefined ? '' : `:${port}`}`;
  const instead = port === undefined ? `${asConst(meant.id)}.host` : `${asConst(meant.id)}.at(${port})`;
  return {
    path: from.path,
    message: `"${from.id}" points at ${written} in ${enumerated(group.map(({ where }) => where))}, and inside its container that is "${from.id}" itself, not "${meant.id}": the connection is refused`,
    fix: `put ${instead} in place of ${written}`,
    ...editOf(group, from, meant),
  };
}

const local = /(?<![\w.-])(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])(?![\w.-])/gi;

/** The one string of the service that says so, if it says so once. */
function editOf(group: readonly Spot[], from: ServiceModel, meant: ServiceModel): Pick<Complaint, 'edit'> {
  // A host and its port may stand in two variables.
  const places = new Set(group.flatMap(({ where }) => [where, ...where.split(' and ')]));
  const said = textsOf(from).flatMap(({ where, text }) => (places.has(where) && literal(text)) || []);
  const [text, ...more] = new Set(said.filter((one) => one.search(local) >= 0));
  if (text === undefined || more.length > 0 || text.match(local)?.length !== 1) return {};
  return { edit: { kind: 'text', text, by: text.replace(local, meant.id) } };
}

function unasked({ from, port = 0, own = [] }: Wrong): Complaint {
  return {
    path: from.path,
    severity: 'warn',
    message: `the health check of "${from.id}" asks port ${port}, but all that "${from.id}" says it listens on is ${enumerated(own.map(String))}: where nothing answers it never gets healthy`,
    fix: `ask a port that it listens on, or say that it listens there: otherPorts: { ${port}: 'health' }`,
  };
}

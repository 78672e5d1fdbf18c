import type { IConstruct } from 'constructs';
import { StowageError } from '../../../src/model/error.ts';
import { Service } from '../../core/service.ts';
import type { Settled } from '../../core/settled.ts';
import type { Address, Value } from '../../core/value.ts';
import { Template } from '../../core/value.ts';
import { isA } from '../../props/brand.ts';
import type { RouterFacts, Target } from './routers.ts';
import { isList, isNamed, routersOf } from './routers.ts';

/** What is as the administrator of that Traefik has named it, and how it finds the services. */
export interface Surroundings {
  /** Id of the construct. */
  readonly id: string;
  /** Begins the name of each router: Traefik has one set of names for all projects of a host. */
  readonly project: string;
  readonly network: string;
  readonly entryPoints: readonly string[];
  readonly resolver: string | undefined;
  hostOf(service: IConstruct): string;
}

type Labels = Map<string, Value>;

/** The labels of each service, in the words of Traefik 3. */
export function labelsOf(
  sites: readonly Settled[],
  around: Surroundings,
): ReadonlyMap<Service, ReadonlyMap<string, Value>> {
  const routers = routersOf(sites, {
    prefix: around.project,
    headers: new Map(),
    urlOf: ({ service, port }) => `http://${around.hostOf(service)}:${port}`,
  });
  const first = routers.map(serviceOf).find((one) => one !== undefined);
  if (first === undefined)
    throw new StowageError(
      'proxy-cannot',
      `"${around.id}" leads to no service, and Traefik reads the labels of one`,
      "add a route to a service, or redirect in a file of Traefik's",
    );
  const all = new Map<Service, Labels>();
  for (const router of routers) {
    // A router that only sends visitors on is said by a container all the same.
    const service = serviceOf(router) ?? first;
    const labels =
      all.get(service) ??
      new Map<string, Value>([
        ['traefik.enable', 'true'],
        ['traefik.docker.network', around.network],
      ]);
    all.set(service, labels);
    for (const [name, value] of routerLabels(router, around)) labels.set(name, value);
  }
  return all;
}

function serviceOf({ target }: RouterFacts): Service | undefined {
  const service = addressOf(target)?.service;
  return isA(service, Service) ? service : undefined;
}

function addressOf(target: Target | undefined): Address | undefined {
  return target && 'address' in target.to ? target.to.address : undefined;
}

function routerLabels(router: RouterFacts, { entryPoints, resolver }: Surroundings): Labels {
  const { name, rule, priority, middlewares, target } = router;
  const at = `traefik.http.routers.${name}`;
  const labels: Labels = new Map<string, Value>([
    [`${at}.rule`, rule],
    [`${at}.priority`, String(priority)],
    [`${at}.entrypoints`, entryPoints.join(',')],
    [`${at}.tls`, 'true'],
  ]);
  if (resolver !== undefined) labels.set(`${at}.tls.certresolver`, resolver);
  if (middlewares.length > 0) labels.set(`${at}.middlewares`, middlewares.map((one) => one.name).join(','));
  labels.set(`${at}.service`, target?.name ?? 'noop@internal');
  for (const { name: own, kind, options } of middlewares)
    for (const [option, value] of Object.entries(options)) {
      const label = `traefik.http.middlewares.${own}.${`${kind}.${option}`.toLowerCase()}`;
      if (isNamed(value)) for (const [key, one] of value) labels.set(`${label}.${key}`, one);
      else labels.set(label, listed(value));
    }
  if (target) {
    const balancer = `traefik.http.services.${target.name}.loadbalancer`;
    labels.set(`${balancer}.server.port`, String(addressOf(target)?.port));
    if (target.streams) labels.set(`${balancer}.responseforwarding.flushinterval`, '-1ms');
  }
  return labels;
}

/** Several values in one label. */
function listed(values: Value | readonly Value[]): Value {
  if (!isList(values)) return values;
  return new Template(values.flatMap((value, i) => (i === 0 ? [value] : [',', value])));
}

import type { As, Change, Part } from '../change.ts';
import { parts } from '../change.ts';

/** Others may live in its namespaces. */
const shares = { ipc: 'shareable', networks: ['default'] };

/** A service that does not change, a neighbour `x` that does, and what it may become. */
function beside(
  key: string,
  service: (as: As) => object,
  more: (as: As) => Part['services'] = () => ({}),
): Change {
  const states = ['1', '2'].map((value) => (as: As) => ({
    services: { x: { ...shares, environment: { A: value } }, '': service(as), ...more(as) },
  }));
  return parts(`another's environment, beside ${key}`, ...states);
}

/** What a service says of the neighbours `x` and `y`, in several states. */
function said(key: string, ...states: readonly ((as: As) => object)[]): Change {
  return parts(
    key,
    ...states.map((one) => (as: As) => ({ services: { x: shares, y: shares, '': one(as) } })),
  );
}

/** What a service says that is on the network of all. */
const onNet = (said: object) => ({ networks: ['default'], ...said });

const waits = (as: As, over: object = {}) => ({
  depends_on: { [as('x')]: { condition: 'service_started', ...over } },
});

/** Keys that name another service, and what becomes of one when that is replaced. */
export const neighbours: readonly Change[] = [
  said(
    'depends_on',
    () => ({}),
    (as) => ({ depends_on: [as('x')] }),
    (as) => waits(as),
    (as) => waits(as, { restart: true }),
    (as) => waits(as, { required: false }),
    () => ({}),
  ),
  said(
    'network_mode',
    () => ({}),
    (as) => ({ network_mode: `service:${as('x')}` }),
    (as) => ({ network_mode: `service:${as('y')}` }),
    () => ({ network_mode: 'host' }),
  ),
  said(
    'ipc: service',
    (as) => ({ ipc: `service:${as('x')}` }),
    (as) => ({ ipc: `service:${as('y')}` }),
  ),
  said(
    'pid: service',
    (as) => ({ pid: `service:${as('x')}` }),
    (as) => ({ pid: `service:${as('y')}` }),
  ),
  said(
    'volumes_from',
    () => ({}),
    (as) => ({ volumes_from: [as('x')] }),
    (as) => ({ volumes_from: [`${as('x')}:ro`] }),
    (as) => ({ volumes_from: [as('y')] }),
  ),
  beside('depends_on', (as) => waits(as)),
  beside('depends_on with restart: true', (as) => waits(as, { restart: true })),
  beside('depends_on with required: false', (as) => waits(as, { required: false })),
  beside('network_mode', (as) => ({ network_mode: `service:${as('x')}` })),
  beside(
    'ipc',
    (as) => ({ ipc: `service:${as('x')}` }),
    () => ({}),
  ),
  beside('pid', (as) => ({ pid: `service:${as('x')}` })),
  beside('volumes_from', (as) => ({ volumes_from: [as('x')] })),
  beside(
    'depends_on of one that waits',
    (as) => waits(as),
    (as) => ({ y: { depends_on: [as('')] } }),
  ),
  beside(
    'depends_on with restart: true of one that waits',
    (as) => waits(as, { restart: true }),
    (as) => ({
      y: { depends_on: { [as('')]: { condition: 'service_started', restart: true } } },
    }),
  ),
  beside(
    'network_mode of one whose network another shares',
    (as) => ({ network_mode: `service:${as('x')}` }),
    (as) => ({ y: { network_mode: `service:${as('x')}`, ...waitsFor(as('')) } }),
  ),
  beside(
    'network_mode and then volumes_from',
    (as) => ({ network_mode: `service:${as('x')}` }),
    (as) => ({ y: { volumes_from: [as('')] } }),
  ),
  beside(
    'network_mode, and who waits for it with restart: true',
    (as) => ({ network_mode: `service:${as('x')}` }),
    (as) => ({ y: waitsFor(as('')) }),
  ),
  parts(
    "another's scale, beside network_mode",
    ...[1, 2, 1].map((scale) => (as: As) => ({
      services: { x: { scale }, '': { network_mode: `service:${as('x')}` } },
    })),
  ),
  parts(
    'two replicas, and a change',
    ...['1', '2'].map((value) => () => ({ services: { '': { scale: 2, environment: { A: value } } } })),
  ),
  parts(
    'fewer replicas, and a change',
    ...['1', '2'].map((value) => () => ({
      services: { '': { scale: value === '1' ? 2 : 1, environment: { A: value } } },
    })),
  ),
  parts('scale: 0', ...[1, 0, 1].map((scale) => () => ({ services: { '': { scale } } }))),
  parts(
    'a service added and removed',
    { services: { '': {} } },
    { services: { '': {}, x: {} } },
    { services: { x: {} } },
  ),
  parts(
    'a neighbour of depends_on removed',
    (as) => ({ services: { x: {}, '': waits(as) } }),
    () => ({ services: { '': {} } }),
  ),
  parts(
    'profiles',
    { services: { '': {}, x: {} } },
    { services: { '': { profiles: ['a'] }, x: {} } },
    { services: { '': { profiles: ['a'], environment: { A: '1' } }, x: {} } },
    { services: { '': {}, x: {} } },
  ),
  parts(
    'profiles that are asked for',
    ...[['on'], ['on', 'a'], ['on', 'b']].map((profiles) => () => ({
      services: { '': { profiles } },
      env: { COMPOSE_PROFILES: 'on' },
    })),
  ),
  parts(
    'extends',
    ...['1', '2'].map((value) => (as: As) => ({
      services: { x: { environment: { A: value } }, '': { extends: { service: as('x') } } },
    })),
  ),
  parts(
    'container_name',
    ...['one', 'two'].map((name) => (as: As) => ({
      services: { '': { container_name: `plan-exact-${as(name)}` } },
    })),
  ),
  said(
    'links',
    () => onNet({}),
    (as) => onNet({ links: [as('x')] }),
    (as) => onNet({ links: [`${as('x')}:db`] }),
  ),
  beside('links', (as) => onNet({ links: [as('x')] })),
  parts(
    'external_links',
    ...[[], ['a'], ['b']].map((aliases) => (as: As) => ({
      services: {
        x: { ...onNet({}), container_name: `plan-exact-${as('linked')}` },
        '': {
          ...onNet({
            // 2.26 reads no empty list where there is an override.
            ...(aliases.length > 0 && {
              external_links: aliases.map((one) => `plan-exact-${as('linked')}:${one}`),
            }),
            depends_on: [as('x')],
          }),
        },
      },
    })),
  ),
];

function waitsFor(name: string) {
  return { depends_on: { [name]: { condition: 'service_started', restart: true } } };
}

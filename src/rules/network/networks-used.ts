import type { NetworkConfig } from '../../compose/project.ts';
import { networksOf } from '../../graph/wiring.ts';
import { publishedBy } from '../../lower/runs.ts';
import { resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import { quoted } from '../facts/wording.ts';

/** Networks and their members belong together. */
export const networksUsed: Rule = {
  id: 'networks-used',
  severity: 'error',
  summary:
    'Each network has a member, each one that a service names exists, and what publishes a port has a way out.',
  check: (stack) => [...unused(stack), ...undeclared(stack), ...walledIn(stack)],
  about: {
    why: 'A network that no service names is never made, and one that a service names but nobody declares makes Compose refuse the project. A container that is on internal networks alone publishes nothing, whatever its ports say.',
    wrong: `
      const inside = new Network(stack, 'inside', { purpose: 'The stores', internal: true });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', networks: [inside], port: 80, publish: [{ address: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }] });
    `,
    right: `
      const inside = new Network(stack, 'inside', { purpose: 'The stores', internal: true });
      const front = new Network(stack, 'front', { purpose: 'The way out' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', networks: [inside, front], port: 80, publish: [{ address: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }] });
    `,
    sources: ['https://docs.docker.com/reference/compose-file/networks/#internal'],
  },
};

function unused({ services, networks }: StackModel): readonly Complaint[] {
  const used = new Set(services.flatMap((service) => networksOf(service) ?? []));
  return networks
    .filter(({ id }) => !used.has(id))
    .map(({ path, id }) => ({
      path,
      message: `no service is on the network "${id}": Compose does not even make it`,
      fix: `add it to the networks of a service, or remove it`,
    }));
}

function undeclared(stack: StackModel): readonly Complaint[] {
  const { networks, rest } = resourcesOf(stack);
  // What cannot be read may declare any.
  if (rest?.has('networks') === true) return [];
  const known = new Set(['default', ...(networks?.keys() ?? [])]);
  return stack.services.flatMap((service) =>
    (networksOf(service) ?? [])
      .filter((network) => !known.has(network))
      .map((network) => ({
        path: service.path,
        message: `"${service.id}" is on the network "${network}", but this stack has no such network: Compose refuses the project`,
        fix: `make it in this stack: new Network(stack, '${network}', { purpose: '…' })`,
      })),
  );
}

/** The engine publishes nothing of a container that has internal networks alone. */
function walledIn(stack: StackModel): readonly Complaint[] {
  const { networks = new Map<string, NetworkConfig>() } = resourcesOf(stack);
  const internal = new Set([...networks].flatMap(([id, one]) => (one.internal === true ? [id] : [])));
  return stack.services.flatMap((service) => {
    const mine = networksOf(service) ?? [];
    if (publishedBy(service).length === 0 || mine.length === 0 || !mine.every((id) => internal.has(id)))
      return [];
    return [
      {
        path: service.path,
        message: `"${service.id}" publishes a port, but is on internal networks alone (${quoted(mine)}): the engine publishes nothing`,
        fix: `add a network that is not internal to the networks of "${service.id}"`,
      },
    ];
  });
}

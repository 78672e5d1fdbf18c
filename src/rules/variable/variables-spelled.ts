import type { Spelling } from '../../graph/spelling.ts';
import { spelling } from '../../graph/spelling.ts';
import { envNames } from '../../graph/texts.ts';
import type { Rule } from '../../model/finding.ts';
import type { ReachModel } from '../../model/image.ts';

/** A name that an image reads is written as it reads it. */
export const variablesSpelled: Rule = {
  id: 'variables-spelled',
  severity: 'error',
  summary: 'No variable of a container is a misspelt one of those that its image reads.',
  about: {
    why: 'An image takes no notice of a variable that it does not know. It starts with its own default instead: without a password, with another user, with a database of another name; and what it made at its first start stays in the volume.',
    wrong: `const queue = new Service(phase, 'queue', {
  image: 'rabbitmq:4.1.2',
  hostname: 'queue',
  env: { RABBITMQ_DEFUALT_VHOST: 'shop' },
  health: { exec: ['rabbitmq-diagnostics', '-q', 'ping'] },
});
const data = new Volume(stack, 'queue_data', { holds: 'Messages on their way', kind: 'cache' });
queue.mount(data, '/var/lib/rabbitmq');`,
    right: `const queue = new Service(phase, 'queue', {
  image: 'rabbitmq:4.1.2',
  hostname: 'queue',
  env: { RABBITMQ_DEFAULT_VHOST: 'shop' },
  health: { exec: ['rabbitmq-diagnostics', '-q', 'ping'] },
});
const data = new Volume(stack, 'queue_data', { holds: 'Messages on their way', kind: 'cache' });
queue.mount(data, '/var/lib/rabbitmq');`,
    sources: ['https://github.com/docker-library/docs'],
  },
  check: ({ services }) => {
    const indexes = new Map<ReachModel, Spelling>();
    return services.flatMap((service) => {
      const reach = service.known?.reach;
      if (reach?.variables === undefined) return [];
      const names = indexes.get(reach) ?? spelling(reach.variables);
      indexes.set(reach, names);
      const env = envNames(service);
      return [...env].flatMap((name) => {
        const meant = names.nearest(name);
        return meant === undefined || env.has(meant)
          ? []
          : [
              {
                path: service.path,
                message: `"${service.id}" sets ${name}, which ${service.known?.product ?? 'its image'} does not read: it starts without ${meant}`,
                fix: `call it ${meant}`,
              },
            ];
      });
    });
  },
};

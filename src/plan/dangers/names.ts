import type { Danger } from '../danger.ts';

/** A network that is made anew under containers that stay. */
export const namesLost: Danger = {
  id: 'names-lost',
  severity: 'warn',
  summary: 'Services that stay are found by their names after a network of theirs was made anew.',
  find: ({ stack, steps }) => {
    // Who does not start at all is another danger.
    const moved = steps.filter(
      ({ action, because, fails }) =>
        action === 'restart' && because?.kind === 'network' && fails === undefined,
    );
    const networks = [...new Set(moved.flatMap(({ because }) => because?.of ?? []))];
    return networks.map((network) => {
      const names = moved.filter(({ because }) => because?.of === network).map(({ service }) => service);
      return {
        path: stack.networks.find(({ id }) => id === network)?.path ?? stack.path,
        message: `the network ${network} is another one: Compose moves ${names.join(', ')} to it, and nobody finds ${names.length > 1 ? 'them' : 'it'} by name there until ${names.length > 1 ? 'they are' : 'it is'} made anew`,
        fix: 'deploy it with make upgrade, which makes them anew; by hand: docker compose up -d --force-recreate',
      };
    });
  },
  about: {
    why: 'From 2.40 on Compose takes containers off a network that it makes anew and puts them on the new one, but does not say again there what they are called. It ends without an error, and services no longer find each other.',
    sources: ['https://docs.docker.com/reference/compose-file/networks/'],
  },
};

/** A network that is called otherwise, and whose services do not start again. */
export const upFails: Danger = {
  id: 'up-fails',
  severity: 'error',
  summary: 'Every service that a deploy stops starts again.',
  find: ({ stack, steps }) =>
    steps.flatMap(({ service, fails, path = stack.path }) =>
      fails === undefined
        ? []
        : [
            {
              path,
              message: `the network that ${service} is made for is called otherwise: with Compose ${fails.join(', ')} "up" fails, and ${service} stays down`,
              fix: `keep the name of the network; or remove the container first: docker compose rm --stop --force ${service}`,
            },
          ],
    ),
  about: {
    why: 'Compose 5.6 moves a container to the network of the new name and removes the old one, which the container was made for. The engine then cannot start it.',
    sources: ['https://docs.docker.com/reference/compose-file/networks/'],
  },
};

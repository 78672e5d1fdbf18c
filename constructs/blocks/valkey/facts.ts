import type { Repositories } from '../../images/facts.ts';
import { confined, openUnless, sharedPassword } from '../redis/facts.ts';

/**
 * The official image of Valkey. Its entrypoint does what that of Redis does, and hands `VALKEY_EXTRA_FLAGS` to the server.
 * @see https://github.com/valkey-io/valkey-container/blob/mainline/docker-entrypoint.sh
 * @see https://github.com/valkey-io/valkey-container/blob/mainline/Dockerfile.template for its volume, and for the protected mode that it has not
 */
export const valkey: Repositories = [
  [
    'valkey/valkey',
    {
      product: 'Valkey',
      healthcheck: false,
      traits: {
        writes: 'always',
        oneWriter: true,
        servers: ['valkey-server', 'redis-server'],
        keptBy: ['--appendonly yes', '--save #'],
        dataFlags: ['--dir'],
        appends: '--appendonly',
      },
      capabilities: confined.addCapabilities,
      volumes: ['/data'],
      reach: { ports: [6379], sharedPassword, openUnless, variables: ['VALKEY_EXTRA_FLAGS'] },
    },
  ],
];

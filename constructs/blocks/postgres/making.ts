import { ConfigFile } from '../../core/config-file.ts';
import type { InContainer } from '../../core/forms.ts';
import { Job } from '../../core/job.ts';
import type { Service } from '../../core/service.ts';
import { Volume } from '../../core/volume.ts';
import type { Databases } from './databases.ts';
import { databasesPath } from './databases.ts';
import type { PostgresProps } from './props.ts';

const socket = '/var/run/postgresql';

/** Gives a server the script that makes its other databases, and the job that runs it: by the socket, in a volume that both mount. */
export function makeDatabases(
  server: Service,
  data: InContainer,
  databases: Databases,
  { image, networks }: PostgresProps,
): Job {
  const { id, scope } = server.node;
  const file = {
    file: `${id}/databases.sh`,
    // Of those, too, that are added later.
    get content() {
      return databases.script;
    },
    comment: '#',
  };
  const script = new ConfigFile(server, 'databases.sh', file);
  const held = new Volume(server, `${id}_socket`, {
    holds: { en: 'PostgreSQL: the socket of the superuser', id: 'PostgreSQL: socket milik superuser' },
    kind: 'cache',
  });
  server.mount(held, socket);
  server.mount(script, databasesPath);
  const job = new Job(scope ?? server, `${id}-databases`, {
    description: { en: 'Makes the other databases', id: 'Membuat basis data lainnya' },
    image,
    user: 'postgres',
    runs: 'always',
    dropCapabilities: ['ALL'],
    readOnly: true,
    memory: '64mb',
    scratch: { '/tmp': '16mb', [data]: '1mb' },
    ...(networks && { networks }),
    get env() {
      return { ...databases.envOfJob, PGHOST: socket };
    },
    entrypoint: ['bash', databasesPath],
  });
  job.mount(held, socket, { readOnly: true });
  job.mount(script, databasesPath);
  return job.waitFor(server);
}

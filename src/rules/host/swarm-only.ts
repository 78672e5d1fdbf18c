import { literal } from '../../compose/text.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import { enumerated } from '../facts/wording.ts';

/** What only Swarm reads, and what a person may have wanted of it. Seen with Compose 2.26.1 and 2.40.3. */
const ignored: ReadonlyMap<string, string> = new Map([
  ['placement', 'the container runs on this host, whatever the constraints say'],
  ['update_config', 'a changed container is stopped first and made anew'],
  ['rollback_config', 'nothing is rolled back'],
  ['endpoint_mode', 'the name resolves to the containers'],
  ['resources.reservations.cpus', 'no processor is reserved'],
]);

/** What is written is done. */
export const swarmOnly: Rule = {
  id: 'swarm-only',
  severity: 'warn',
  summary: 'No raw deploy key is one that only Swarm reads.',
  check: eachService(() => (service) => {
    const { path, id } = service;
    const { deploy } = configOf(service);
    if (deploy === undefined) return [];
    const { placement, updateConfig, rollbackConfig, endpointMode, resources, mode = [] } = deploy;
    const said = {
      placement,
      update_config: updateConfig,
      rollback_config: rollbackConfig,
      endpoint_mode: endpointMode,
      'resources.reservations.cpus': resources?.reservations?.cpus,
      'mode: global': literal(mode) === 'global' ? mode : undefined,
    };
    const keys = Object.entries(said).flatMap(([key, one]) => (one === undefined ? [] : [key]));
    const [first] = keys;
    if (first === undefined) return [];
    const instead = ignored.get(first) ?? 'one container runs';
    return [
      {
        path,
        message: `"${id}" says ${enumerated(keys.map((key) => `deploy.${key}`))}, which Compose accepts and ignores: ${instead}`,
        fix: `remove ${keys.length === 1 ? 'it' : 'them'} from compose.deploy of "${id}"`,
      },
    ];
  }),
  about: {
    why: 'A part of deploy is for a cluster. Compose on one host reads limits, replicas and the restart policy, and passes over the rest without a word: the placement, the rolling update or the rollback that somebody relies on does not happen.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { deploy: { update_config: { order: 'start-first' } } },
      });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/deploy/',
      'https://github.com/docker/compose/blob/main/pkg/compose/create.go',
    ],
  },
};

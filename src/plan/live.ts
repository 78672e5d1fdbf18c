import { StowageError } from '../model/error.ts';
import type { Shape } from './live-shape.ts';
import { amiss, listOf } from './live-shape.ts';

/** What there is of one project on its host, as `scripts/plan --json` writes it there: names, ids, hashes and states, no value of a variable. */
export interface Live {
  /** Counts changes of this format that break a reader. */
  readonly version: 1;
  /** When it was asked, in UTC: `2026-11-30T10:23:18Z`. */
  readonly at: string;
  readonly project: string;
  /** The version of Compose on the host: `2.40.3`. */
  readonly compose: string;
  readonly engine: { readonly version: string; readonly api: string };
  /** The files that Compose reads there, in order. */
  readonly files: readonly string[];
  /** What the folder on the host describes, in no profile: what a start there would make of it. */
  readonly services: readonly LiveService[];
  /** The images that these services name, each as it is on the host. */
  readonly images: readonly { readonly name: string; readonly id: string | null }[];
  /** Those of the project, stopped ones and those of `run`, too. */
  readonly containers: readonly LiveContainer[];
  readonly volumes: readonly LiveVolume[];
  readonly networks: readonly LiveNetwork[];
}

/** A service of the folder on the host. */
export interface LiveService {
  readonly name: string;
  /** What Compose there would write into the label of its containers, with its variables and who it shares namespaces with. */
  readonly hash: string;
  readonly image: string;
  /** How many containers it shall have. */
  readonly containers: number;
}

/** A container of the project. What Compose says of it in a label is empty where it has none. */
export interface LiveContainer {
  readonly id: string;
  readonly name: string;
  /** `running`, `exited`, `created`, `paused`, `restarting`, `dead`. */
  readonly state: string;
  /** `starting`, `healthy`, `unhealthy`; null without a health check. */
  readonly health: string | null;
  readonly exitCode: number;
  /** The image by the name that the container was made with, and the id of the one that it runs. */
  readonly image: { readonly name: string; readonly id: string };
  readonly service: string;
  /** The number of it among those of its service. */
  readonly number: string;
  /** Whether `docker compose run` made it. */
  readonly oneoff: boolean;
  /** `com.docker.compose.config-hash`. */
  readonly hash: string;
  /** `com.docker.compose.image`: the id of the image when it was made. */
  readonly tagged: string;
  /** `com.docker.compose.version`: which one made it. */
  readonly compose: string;
  readonly networks: readonly { readonly name: string; readonly id: string }[];
  /** `name` is empty for what is no volume. */
  readonly mounts: readonly { readonly type: string; readonly name: string; readonly target: string }[];
  /** `host` is empty for every address; `target` is `80/tcp`. */
  readonly ports: readonly { readonly host: string; readonly published: string; readonly target: string }[];
}

/** A volume that Compose made for the project. */
export interface LiveVolume {
  readonly name: string;
  /** What the file calls it. */
  readonly key: string;
  readonly driver: string;
  /** `com.docker.compose.config-hash`; empty for one of Compose before 2.31. */
  readonly hash: string;
  readonly compose: string;
  /** When, as Docker says it. */
  readonly made: string;
}

/** A network that Compose made for the project. */
export interface LiveNetwork {
  readonly name: string;
  readonly id: string;
  readonly key: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly hash: string;
  readonly compose: string;
}

const labelled = { name: 'text', key: 'text', driver: 'text', hash: 'text', compose: 'text' } as const;

const shape: Shape = {
  ...{ at: 'text', project: 'text', compose: 'text', engine: { version: 'text', api: 'text' } },
  files: listOf('text'),
  services: listOf({ name: 'text', hash: 'text', image: 'text', containers: 'number' }),
  images: listOf({ name: 'text', id: 'text or null' }),
  containers: listOf({
    ...{ id: 'text', name: 'text', state: 'text', health: 'text or null', exitCode: 'number' },
    image: { name: 'text', id: 'text' },
    ...{ service: 'text', number: 'text', oneoff: 'truth', hash: 'text', tagged: 'text', compose: 'text' },
    networks: listOf({ name: 'text', id: 'text' }),
    mounts: listOf({ type: 'text', name: 'text', target: 'text' }),
    ports: listOf({ host: 'text', published: 'text', target: 'text' }),
  }),
  volumes: listOf({ ...labelled, made: 'text' }),
  networks: listOf({ ...labelled, id: 'text', internal: 'truth' }),
};

/**
 * Reads what `scripts/plan --json` wrote on a host. What else stands in it is passed over.
 * @throws StowageError `bad-live` where it is no such file, with the place in it; `live-version` for one of another format
 */
export function readLive(text: string): Live {
  const value = parsed(text);
  const version =
    value !== null && typeof value === 'object' && 'version' in value ? value.version : undefined;
  if (version !== undefined && version !== 1)
    throw new StowageError(
      'live-version',
      `this is version ${JSON.stringify(version)} of what scripts/plan --json writes, and 1 is known here`,
      'use the version of Stowage that made the scripts on the host, or run "npm run synth" and take the new ones there',
    );
  const fault = version === undefined ? 'version is missing' : amiss(value, shape, '');
  if (fault === undefined) return value as Live; // amiss has looked at every member
  throw bad(fault);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(`it is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`);
  }
}

function bad(fault: string): StowageError {
  return new StowageError(
    'bad-live',
    `this is not what scripts/plan --json writes: ${fault}`,
    'on the host, in the folder of the environment: scripts/plan --json > live.json',
  );
}

import { parse } from 'yaml';

interface File {
  readonly services: Readonly<Record<string, { image: string; volumes?: readonly object[] }>>;
  readonly volumes?: Readonly<Record<string, object | null>>;
  readonly networks?: Readonly<Record<string, object | null>>;
}

/** What `docker compose config --format json` says of a generated file: every volume and network has its name in Docker. */
export function configured(yaml: string, project: string): string {
  const file: File = parse(yaml);
  const named = (all: File['volumes'] = {}) =>
    Object.fromEntries(Object.entries(all).map(([id, raw]) => [id, { name: `${project}_${id}`, ...raw }]));
  const model = {
    name: project,
    networks: named({ default: null, ...file.networks }),
    services: file.services,
    volumes: named(file.volumes),
  };
  return JSON.stringify(model, null, 2);
}

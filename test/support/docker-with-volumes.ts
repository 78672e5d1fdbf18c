import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StackModel } from '../../src/model/stack.ts';
import type { Ending, OperationsFolder } from './operations-folder.ts';
import { operationsFolder } from './operations-folder.ts';

/** An operations folder with a `docker` whose volumes are folders; a script in a container runs on them. */
export interface HostWithVolumes {
  readonly folder: OperationsFolder;
  /** Makes a volume that holds these files. */
  put(volume: string, files: Readonly<Record<string, string | Uint8Array>>): void;
  /** The files of a volume with their content; nothing when there is no such volume. */
  files(volume: string): Readonly<Record<string, string>> | undefined;
  volumes(): readonly string[];
  /** Says that a container runs on a volume, or none. */
  use(volume: string, container?: string): void;
  run(line: string, env?: Readonly<Record<string, string>>): Ending;
}

/**
 * @param tools programs that containers find, by name: lines of bash.
 */
export function hostWithVolumes(
  stack: StackModel,
  tools: Readonly<Record<string, string>> = {},
): HostWithVolumes {
  const folder = operationsFolder(stack);
  const root = join(folder.path, '..');
  const volumes = join(root, 'vols');
  mkdirSync(volumes);
  mkdirSync(join(root, 'users'));
  for (const [name, lines] of Object.entries({ docker: docker(root, stack), ...tools })) {
    folder.write(`../bin/${name}`, `#!/bin/bash\n${lines}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  const files = (volume: string) => {
    const at = join(volumes, volume);
    if (!existsSync(at)) return undefined;
    return Object.fromEntries(
      readdirSync(at, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [path.slice(at.length + 1), readFileSync(path, 'utf8')]),
    );
  };
  // What the product brings for its database.
  folder.write('db/owner.sql', '');
  return {
    folder,
    put(volume, content) {
      mkdirSync(join(volumes, volume));
      for (const [path, text] of Object.entries(content)) {
        mkdirSync(dirname(join(volumes, volume, path)), { recursive: true });
        writeFileSync(join(volumes, volume, path), text);
      }
    },
    files,
    volumes: () => readdirSync(volumes).sort(),
    use(volume, container) {
      if (container === undefined) rmSync(join(root, 'users', volume));
      else writeFileSync(join(root, 'users', volume), `${container}\n`);
    },
    run: (line, env) => folder.run(line, env),
  };
}

/** What it prints of volumes and containers is what Docker prints for the questions that the scripts ask. */
function docker(root: string, { project, volumes }: StackModel): string {
  const ours = volumes
    .filter(({ compose }) => compose.external !== true)
    .map(({ id }) => `"$root/vols/${project}_${id}"`)
    .join(' ');
  return `root=${JSON.stringify(root)}
printf '%s\\n' "$*" >>"$root/calls"
# A test may end it at a call, as a kill would.
if [ -f "$root/kill-at" ] && [[ "$*" == $(cat "$root/kill-at") ]]; then rm "$root/kill-at"; kill -9 "$PPID"; exit 1; fi
case "$*" in
*' config --format json'*) cat "$root/config.json" ;;
'compose '*' up --no-start') mkdir -p ${ours} ;;
'compose '*'FROM system.replicas'*) cat "$root/replicas" 2>/dev/null || true ;;
'compose '*'count() FROM system.tables'*) echo 2 ;;
'compose '*'FROM pg_roles WHERE oid = 10') echo owner ;;
'compose version'*) echo v2.40.3 ;;
'version '*) echo 28.5.2 ;;
'info '*) echo "$((64 * 1024 * 1024 * 1024)) 64 $root" ;;
'compose '* | 'image inspect '* | 'network ls '* | 'logs '*) ;;
'ps --all --filter label='*' --format {{.Image}}') cat "$root/images" 2>/dev/null || true ;;
'ps --all --quiet --no-trunc --latest '*) echo container ;;
'inspect '*) echo false ;;
'wait '*) echo 0 ;;
'volume ls '*'label=com.docker.compose.project='*)
  said=$* project=\${said#*label=com.docker.compose.project=}
  ls "$root/vols" | sed -n "/^\${project%% *}_/p" | if [[ $* == *.Name*compose.volume* ]]; then sed "s/^\${project%% *}_\\(.*\\)/& \\1/"; elif [[ $* == *compose.volume* ]]; then sed "s/^\${project%% *}_//"; else cat; fi ;;
'volume ls '*) ls "$root/vols" ;;
'volume rm '*) rm -r "$root/vols/$3" ;;
'ps --filter volume='*) cat "$root/users/\${3#volume=}" 2>/dev/null || true ;;
'ps '*) ;;
'run '*)
  script=\${*: -1}
  while [ "$#" -gt 0 ]; do
    if [ "$1" = --volume ]; then
      IFS=: read -r name target _ <<<"$2"
      [ -d "$root/vols/$name" ] || mkdir "$root/vols/$name"
      script=\${script//$target/"$root/vols/$name"}
    fi
    shift
  done
  exec sh -ec "$script" ;;
*) exit 97 ;;
esac`;
}

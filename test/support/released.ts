import type { OperationsFolder } from './operations-folder.ts';
import { operationsFolder } from './operations-folder.ts';
import { shop } from './shop.ts';

/** What `docker inspect` says of the containers of a shop that runs: service, image, its id, when it began, what it does. */
export const running = `db postgres:12.13 sha256:d1${'0'.repeat(62)} 2026-11-30T09:00:00Z "postgres" []
migrate example/shop:1.0 sha256:e1${'0'.repeat(62)} 2026-11-30T09:00:01Z "./migrate" []
web example/shop:1.0 sha256:e1${'0'.repeat(62)} 2026-11-30T09:00:02Z "serve" []
edge caddy:2.6.4 sha256:c1${'0'.repeat(62)} 2026-11-30T09:00:03Z "caddy" []
`;

/** The names that images of it get. */
export const keptNames = ['c1', 'd1', 'e1'].map((id) => `stowage-kept:shop-test-${id}${'0'.repeat(14)}`);

/** A folder of the shop, everything of which runs as `containers` says, with a clock that a test sets. */
export function releasedShop(answers = ''): OperationsFolder {
  const folder = operationsFolder(
    shop(),
    `${answers}
'ps --all --quiet --no-trunc --filter '*) echo c0ffee ;;
'inspect --format '*'{{json .Args}} '*) cat "$HOME/containers" ;;
'inspect --format '*) cut -d ' ' -f 1,2 "$HOME/containers" | grep -v migrate ;;
'ps --quiet '* | 'ps --all --quiet --filter label='*) echo c0ffee ;;
'ps --filter '*'{{.Label "com.docker.compose.service"}}') cut -d ' ' -f 1 "$HOME/containers" ;;
'ps '* | 'network '* | 'stop '* | 'rm '*) ;;
'volume ls --quiet') printf '%s\\n' shop-test_db_data shop-test_edge_data ;;
'volume ls '*) printf '%s\\n' 'shop-test_db_data db_data' 'shop-test_edge_data edge_data' ;;
'volume inspect '*) echo 2026-11-23T03:00:00Z ;;
'image inspect --format {{.Id}} '*) awk -v image="\${*: -1}" '$2 == image || $3 == image { print $3; exit }' "$HOME/images" ;;
'image inspect '*RepoDigests*) echo "example/any@\${*: -1}" ;;
'image inspect '*) grep -Fq -- " \${*: -1}" "$HOME/images" ;;
'image ls '*) cat "$HOME/kept" 2>/dev/null || true ;;
'image rm '* | 'tag '*) ;;
'version '*) echo 28.5.2 ;;
'compose version '* | *' version --short') echo 2.40.3 ;;
*' config --hash '*) printf '%s\\n' 'db 11' 'web 22' ;;
*' config --quiet' | *' up '* | *' build' | *' pull '* | *' stop '*) ;;`,
  );
  folder.write('../containers', running);
  folder.write('../images', running);
  folder.write(
    '../bin/date',
    `#!/bin/bash\nif [[ "$*" == '-u +%Y%m%dT%H%M%SZ' ]]; then printf '%s\\n' "$((20261130 + $(wc -l <"$HOME/clock")))T090000Z"; echo >>"$HOME/clock"; else exec /bin/date "$@"; fi\n`,
  );
  folder.write('../clock', '');
  folder.run('chmod +x ../bin/date');
  return folder;
}

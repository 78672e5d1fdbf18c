import { readBack } from './amounts.ts';
import type { Body, Resource, Standing } from './body.ts';
import { expression } from './spell.ts';

/** What comes first, and what is made anew with it. */
export function order(
  { id, service, config, body, container }: Standing,
  name: string,
  carried: readonly Resource[],
): Body {
  const before = [...(config.dependsOn ?? [])].flatMap(([other, { restart }]) => {
    const address = container(other);
    return address === undefined ? [] : [{ address, restart: restart === true }];
  });
  const again = before.filter(({ restart }) => restart).map(({ address }) => `${address}.id`);
  const first = [
    ...before.map(({ address }) => address),
    ...carried.filter(({ type }) => type === 'docker_container').map(({ type, id }) => `${type}.${id}`),
  ];
  const lifecycle = {
    ...(isOdd(body) && { ignore_changes: ['cpus'] }),
    ...(again.length > 0 && { replace_triggered_by: again }),
    ...(service.kind === 'job' && { postcondition: [succeeded(id, name)] }),
  };
  return {
    ...(first.length > 0 && { depends_on: first }),
    ...(Object.keys(lifecycle).length > 0 && { lifecycle }),
  };
}

/** What the provider reads back as something else. A change of it changes the hash, and the hash makes the container anew. */
function isOdd({ cpus }: Body): boolean {
  const number = Number(cpus);
  return !Number.isNaN(number) && readBack(number) !== cpus;
}

function succeeded(id: string, name: string): Body {
  const again = `terraform apply -replace=docker_container.${id}`;
  return {
    condition: expression('self.exit_code == 0'),
    error_message: `${id} ended with \${self.exit_code}. Read what it said (docker logs ${name}), mend it, and run it again: ${again}`,
  };
}

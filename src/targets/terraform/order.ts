import type { Dependency } from '../../compose/attributes/depends-on.ts';
import { readBack } from './amounts.ts';
import type { Around, Body, Standing } from './body.ts';
import { expression } from './spell.ts';

/** What of its dependencies is lost. */
export function waits(values: ReadonlyMap<string, Dependency>, { lose, container, under }: Around): Body {
  for (const [id, { required, restart }] of values) {
    if (container(id) === undefined && required !== false)
      lose(
        `names ${id}, which Terraform does not make: it starts only when its profile is asked for`,
        'take its profile away, or say required: false',
      );
    if (typeof restart !== 'boolean')
      under(`${id}.restart`).lose('depends on a variable', 'write true or false');
  }
  return {};
}

/** What comes first, and what is made anew with it. */
export function order(
  { id, filesId, service, config, body, container }: Standing,
  name: string,
  isCarried: boolean,
): Body {
  const before = [...(config.dependsOn ?? [])].flatMap(([other, { restart }]) => {
    const address = container(other);
    return address === undefined ? [] : [{ address, restart: restart === true }];
  });
  const again = before.filter(({ restart }) => restart).map(({ address }) => `${address}.id`);
  const first = [
    ...before.map(({ address }) => address),
    ...(isCarried ? [`docker_container.${filesId}`] : []),
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

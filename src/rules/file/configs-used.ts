import type { FileReference } from '../../compose/attributes/files.ts';
import { literal } from '../../compose/text.ts';
import type { Element } from '../../graph/elements.ts';
import { elementsOf } from '../../graph/elements.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import type { StackModel } from '../../model/stack.ts';

/** Configs, secrets and their readers belong together. */
export const configsUsed: Rule = {
  id: 'configs-used',
  severity: 'error',
  summary:
    'Each config and each secret that a service names is one of the stack, and each one of the stack is read by a service.',
  check: (stack) => (['configs', 'secrets'] as const).flatMap((kind) => faults(stack, kind)),
  about: {
    why: 'Compose refuses the whole project when a service names a config or a secret that is not declared. One that nobody reads does nothing: whoever renews it renews nothing, and often it is the other half of a name that was mistyped.',
    wrong: `
      new ComposeSecret(stack, 'db_password', { file: '/srv/shop/db-password' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { secrets: ['db-password'] } });
    `,
    right: `
      new ComposeSecret(stack, 'db_password', { file: '/srv/shop/db-password' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { secrets: ['db_password'] } });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/secrets/',
      'https://docs.docker.com/reference/compose-file/configs/',
      'https://github.com/compose-spec/compose-go/blob/main/loader/validate.go',
    ],
  },
};

type Kind = 'configs' | 'secrets';

function faults(stack: StackModel, kind: Kind): readonly Complaint[] {
  // What cannot be read may declare any, and what is included may declare and read any.
  const { rest, include = [] } = resourcesOf(stack);
  if (rest?.has(kind) === true || include.length > 0) return [];
  const known = new Map(
    elementsOf(stack).flatMap((one) => (one.kind === kind ? [[one.id, one] as const] : [])),
  );
  const word = kind.slice(0, -1);
  const used = new Set<string>();
  let isClear = true;
  const undeclared = stack.services.flatMap((service) => {
    const { build, rest, [kind]: own = [] } = configOf(service);
    if (rest?.has(kind) === true || build?.rest?.has(kind) === true) isClear = false;
    const named: readonly FileReference[] = kind === 'configs' ? own : [...own, ...(build?.secrets ?? [])];
    return named.flatMap(({ source }): readonly Complaint[] => {
      const name = literal(source ?? []);
      if (name === undefined) isClear = false;
      if (name === undefined || name === '') return [];
      used.add(name);
      if (known.has(name)) return [];
      const [meant] = nearest(name, [...known.keys()]);
      return [
        {
          path: service.path,
          message: `"${service.id}" reads the ${word} "${name}", but this stack has no such ${word}: Compose refuses the project`,
          fix:
            meant === undefined
              ? `declare it: new Compose${kind === 'configs' ? 'Config' : 'Secret'}(stack, '${name}', { file: '…' })`
              : `write "${meant}" in place of "${name}"`,
        },
      ];
    });
  });
  const unused = isClear ? [...known.values()].filter(({ id }) => !used.has(id)) : [];
  return [...undeclared, ...unused.map((one) => idle(one, word))];
}

function idle({ path, id }: Element, word: string): Complaint {
  return {
    path,
    severity: 'warn',
    message: `no service reads the ${word} "${id}": whoever changes it changes nothing`,
    fix: `name it under ${word}s of a service, or remove it`,
  };
}

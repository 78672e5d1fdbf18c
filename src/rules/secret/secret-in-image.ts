import { variablesIn } from '../../compose/text.ts';
import { leaves, rawText, record, word } from '../../graph/raw.ts';
import type { Rule } from '../../model/finding.ts';
import { isSecretName } from '../facts/secrets.ts';

/** An image holds no secret. */
export const secretInImage: Rule = {
  id: 'secret-in-image',
  severity: 'error',
  summary:
    'No secret is a build argument or stands in an inline Dockerfile: whoever has the image could read it there.',
  check: ({ services, variables }) => {
    const secrets = new Set(variables.flatMap(({ kind, name }) => (kind === 'secret' ? [name] : [])));
    const readIn = (text: string) => variablesIn(rawText(text)).find((name) => secrets.has(name));
    return services.flatMap(({ path, id, compose }) => [
      ...written(record(compose.build)).flatMap(([where, value]) => {
        const read = readIn(value);
        return read === undefined
          ? []
          : [
              {
                path,
                message: `"${id}" is built with ${read} in ${where}: docker history and docker inspect show it to whoever has the image`,
                fix: `give it to the container: env: { ${read}: … }, or to one step of the build as a build secret`,
              },
            ];
      }),
      ...argumentsOf(record(compose.build).args).flatMap(([argument, value]) => {
        const read = readIn(value);
        if (read === undefined && !isSecretName(argument)) return [];
        return [
          {
            path,
            message: `"${id}" is built with ${read ?? 'a secret'} as the argument ${argument}: docker history shows it to whoever has the image`,
            fix: `give it to the container: env: { ${argument}: … }, or to one step of the build as a build secret`,
          },
        ];
      }),
    ]);
  },
  about: {
    why: 'The value of a build argument stands in the metadata of the image and in the cache of the builder. Who may pull the image may read it, and taking it back means drawing the secret anew.',
    wrong: `
      const token = new Secret('REGISTRY_TOKEN', { description: 'Token of the package registry.' });
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        env: { REGISTRY_TOKEN: token },
        compose: { build: { context: '/srv/shop', args: { TOKEN: '\${REGISTRY_TOKEN}' } } },
      });
    `,
    right: `
      const token = new Secret('REGISTRY_TOKEN', { description: 'Token of the package registry.' });
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        env: { REGISTRY_TOKEN: token },
        compose: { build: { context: '/srv/shop', args: { VERSION: '1.0.0' } } },
      });
    `,
    sources: ['https://docs.docker.com/build/building/secrets/'],
  },
};

/** What else of a build ends up in the image: the Dockerfile itself, and labels. */
function written({ dockerfile_inline: inline, labels }: Readonly<Record<string, unknown>>) {
  return [
    ['its inline Dockerfile', word(inline) ?? ''] as const,
    ...leaves(labels).map(({ value }) => ['a label', value] as const),
  ];
}

/** A list has `NAME=value`, or `NAME` alone; without a value it is that of the shell. */
function argumentsOf(raw: unknown): readonly (readonly [name: string, value: string])[] {
  if (Array.isArray(raw))
    return raw.flatMap((item) => {
      const [name = '', ...value] = (word(item) ?? '').split('=');
      return name === '' ? [] : [[name, value.join('=')] as const];
    });
  return Object.entries(record(raw)).map(([name, value]) => [name, word(value) ?? ''] as const);
}

import type { BuildConfig } from '../../compose/attributes/build.ts';
import type { Text } from '../../compose/text.ts';
import { variablesIn } from '../../compose/text.ts';
import { unreadPairs } from '../../graph/texts.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import { isSecretName } from '../../model/secret-name.ts';

/** An image holds no secret. */
export const secretInImage: Rule = {
  id: 'secret-in-image',
  severity: 'error',
  summary:
    'No secret is a build argument or stands in an inline Dockerfile: whoever has the image could read it there.',
  check: eachService(({ variables }) => {
    const secrets = new Set(variables.flatMap(({ kind, name }) => (kind === 'secret' ? [name] : [])));
    const readIn = (text: Text) => variablesIn(text).find((name) => secrets.has(name));
    return (service) => {
      const { path, id } = service;
      const { build } = configOf(service);
      if (build === undefined) return [];
      return [
        ...written(build).flatMap(([where, value]) => {
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
        ...argumentsOf(build).flatMap(([argument, value]) => {
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
      ];
    };
  }),
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
function written({ dockerfileInline, labels, rest }: BuildConfig) {
  return [
    ['its inline Dockerfile', dockerfileInline ?? []] as const,
    ...[...(labels?.values() ?? [])].map((value) => ['a label', value] as const),
    ...unreadPairs(rest?.get('labels')).map(({ text }) => ['a label', text] as const),
  ];
}

/** Without a value it is that of the shell. */
function argumentsOf({ args, rest }: BuildConfig): readonly (readonly [name: string, value: Text])[] {
  return [
    ...[...(args ?? [])].map(([name, value]) => [name, value ?? []] as const),
    ...unreadPairs(rest?.get('args')).map(({ name, text }) => [name, text] as const),
  ];
}

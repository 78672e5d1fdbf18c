import { images } from '../../support/posthog.ts';
import type { As, Change, Part } from '../change.ts';
import { only, parts } from '../change.ts';

const late = ['2.40', '5.6'];

/** What stands beside a service, in several states of which each is all that changes. */
function state(
  key: string,
  service: (as: As) => object,
  ...states: readonly ((as: As) => Omit<Part, 'services'>)[]
): Change {
  return parts(key, ...states.map((one) => (as: As) => ({ ...one(as), services: { '': service(as) } })));
}

const file = (name: string, content: string) => (as: As) => ({ files: { [`${as('')}/${name}`]: content } });

/** Files, variables, configs, secrets and images: what a service does not say itself. */
export const beside: readonly Change[] = [
  state(
    'env_file, its content',
    (as) => ({ env_file: `${as('')}/a.env` }),
    ...['A=1\n', '# a word\nA=1\n', 'A="1"\n', 'A=2\n', 'A=2\nB=1\n', "A='2'\nexport B=1 # one"].map((text) =>
      file('a.env', text),
    ),
  ),
  state(
    'env_file, where environment says it, too',
    (as) => ({ env_file: `${as('')}/a.env`, environment: { A: '0' } }),
    file('a.env', 'A=1\n'),
    file('a.env', 'A=2\n'),
  ),
  parts(
    'env_file',
    ...[undefined, 'a.env', ['a.env', 'b.env'], { path: 'b.env' }].map((said) => (as: As) => {
      const at = (one: string) => `${as('')}/${one}`;
      const env_file =
        said === undefined
          ? {}
          : typeof said === 'string'
            ? { env_file: at(said) }
            : Array.isArray(said)
              ? { env_file: said.map(at) }
              : { env_file: [{ ...said, path: at(said.path) }] };
      return { services: { '': env_file }, files: { [at('a.env')]: 'A=1\n', [at('b.env')]: 'A=1\n' } };
    }),
  ),
  only(
    late,
    state(
      'label_file, its content',
      (as) => ({ label_file: `${as('')}/a.labels` }),
      ...['a=1\n', '# a word\na=1\n', 'a=2\n'].map((text) => file('a.labels', text)),
    ),
  ),
  state(
    'a variable of .env',
    (as) => ({ environment: { A: `\${V${as('').slice(1)}}` } }),
    ...['1', '2'].map((value) => (as: As) => ({ env: { [`V${as('').slice(1)}`]: value } })),
  ),
  state(
    'a variable that environment hands through',
    (as) => ({ environment: [`V${as('').slice(1)}`] }),
    ...['1', '2'].map((value) => (as: As) => ({ env: { [`V${as('').slice(1)}`]: value } })),
  ),
  state(
    'a file that is mounted, its content',
    (as) => ({ volumes: [`./${as('')}/a.conf:/a.conf`] }),
    file('a.conf', '1'),
    file('a.conf', '2'),
  ),
  state(
    'configs: file, its content',
    (as) => ({ configs: [as('k')] }),
    ...['1', '2'].map((text) => (as: As) => ({
      ...file('k', text)(as),
      configs: { k: { file: `./${as('')}/k` } },
    })),
  ),
  state(
    'configs: file',
    (as) => ({ configs: [as('k')] }),
    ...['a', 'b'].map((name) => (as: As) => ({
      ...file(name, '1')(as),
      configs: { k: { file: `./${as('')}/${name}` } },
    })),
  ),
  state(
    'configs: content',
    (as) => ({ configs: [as('k')] }),
    ...['1', '2'].map((content) => () => ({ configs: { k: { content } } })),
  ),
  state(
    'configs: environment',
    (as) => ({ configs: [as('k')] }),
    ...['1', '2'].map((value) => (as: As) => ({
      configs: { k: { environment: `V${as('').slice(1)}` } },
      env: { [`V${as('').slice(1)}`]: value },
    })),
  ),
  state(
    'configs: content of one variable',
    (as) => ({ configs: [as('k')] }),
    ...['1', '2'].map((value) => (as: As) => ({
      configs: { k: { content: `a \${V${as('').slice(1)}}` } },
      env: { [`V${as('').slice(1)}`]: value },
    })),
  ),
  state(
    'secrets: file, its content',
    (as) => ({ secrets: [as('k')] }),
    ...['1', '2'].map((text) => (as: As) => ({
      ...file('k', text)(as),
      secrets: { k: { file: `./${as('')}/k` } },
    })),
  ),
  state(
    'secrets: file',
    (as) => ({ secrets: [as('k')] }),
    ...['a', 'b'].map((name) => (as: As) => ({
      ...file(name, '1')(as),
      secrets: { k: { file: `./${as('')}/${name}` } },
    })),
  ),
  state(
    'secrets: environment',
    (as) => ({ secrets: [as('k')] }),
    ...['1', '2'].map((value) => (as: As) => ({
      secrets: { k: { environment: `V${as('').slice(1)}` } },
      env: { [`V${as('').slice(1)}`]: value },
    })),
  ),
  parts(
    'configs of a service',
    ...[
      { source: 'k' },
      { source: 'k', target: '/k' },
      { source: 'k', target: '/k', mode: 256 },
      { source: 'l', target: '/k', mode: 256 },
    ].map((said) => (as: As) => ({
      services: { '': { configs: [{ ...said, source: as(said.source) }] } },
      configs: { k: { content: 'a' }, l: { content: 'a' } },
    })),
  ),
  parts(
    'secrets of a service',
    ...[{ source: 'k' }, { source: 'k', target: 'k' }, { source: 'k', target: 'k', mode: 256 }].map(
      (said) => (as: As) => ({
        services: { '': { secrets: [{ ...said, source: as(said.source) }] } },
        secrets: { k: { file: './compose.yaml' } },
      }),
    ),
  ),
  parts(
    'image, its tag',
    ...['one', 'two'].map((tag) => (as: As) => ({
      services: { '': { image: `plan-exact/${as('')}:${tag}` } },
      images: { [`plan-exact/${as('')}:one`]: images.posthog, [`plan-exact/${as('')}:two`]: images.posthog },
    })),
  ),
  parts(
    'image, a tag that moved',
    ...[images.posthog, images.redis].map((image) => (as: As) => ({
      services: { '': { image: `plan-exact/${as('')}:one` }, x: { depends_on: [as('')] } },
      images: { [`plan-exact/${as('')}:one`]: image },
    })),
  ),
  parts(
    'build, an image that was rebuilt',
    ...[images.posthog, images.redis].map((image) => (as: As) => ({
      services: { '': { image: `plan-exact/${as('')}:built`, build: '.' } },
      images: { [`plan-exact/${as('')}:built`]: image },
    })),
  ),
  only(
    late,
    parts(
      'volumes of a service: image, a tag that moved',
      ...[images.posthog, images.redis].map((image) => (as: As) => ({
        services: {
          '': { volumes: [{ type: 'image', source: `plan-exact/${as('')}:mounted`, target: '/v' }] },
        },
        images: { [`plan-exact/${as('')}:mounted`]: image },
      })),
    ),
  ),
];

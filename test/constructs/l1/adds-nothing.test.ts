import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Phase, Stack } from '../../../constructs/index.ts';
import {
  ComposeConfig,
  ComposeNetwork,
  ComposeSecret,
  ComposeService,
  ComposeVolume,
  Service,
} from '../../../constructs/index.ts';
import { canonical } from '../../../src/compose/canonical.ts';
import { print } from '../../../src/compose/print.ts';
import { projectOf } from '../../../src/files/project.ts';
import { anyCompose } from '../../support/any-compose.ts';
import { authored } from '../../support/author.ts';

const elements = [
  ['networks', ComposeNetwork],
  ['volumes', ComposeVolume],
  ['configs', ComposeConfig],
  ['secrets', ComposeSecret],
  ['services', ComposeService],
] as const;

type Document = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The document, each element of it a construct of its own. */
function made(document: Document) {
  return authored((core: Phase, _, stack: Stack) => {
    for (const [kind, Element] of elements)
      for (const [id, keys] of Object.entries(document[kind] ?? {}))
        Reflect.construct(Element, [kind === 'services' ? core : stack, id, keys]);
  });
}

test('any document, element by element, is the project that Compose reads in the document', () => {
  fc.assert(
    fc.property(anyCompose({ variables: true, without: (place) => place === 'models' }), (any) => {
      const { services, networks, volumes, configs, secrets } = any as Document; // as the schema says
      const web = { image: 'a:1', ...services?.web };
      const document = { services: { ...services, web }, networks, volumes, configs, secrets } as Document;
      const { name, ...project } = projectOf(made(document));
      const read = canonical({ name: 'shop-test', ...document }).project;
      expect(name).toEqual(['shop-test']);
      expect(project).toEqual({ ...read, name: undefined });
    }),
    { seed: 4, numRuns: 150 },
  );
});

test('what a service has more than what was written is a guard, and this is all of them', () => {
  const printed = (Kind: typeof Service | typeof ComposeService) => {
    const model = authored((core) => new Kind(core, 'web', { image: 'example.org/web:1.0' }));
    return print(projectOf(model)).services;
  };
  expect(printed(ComposeService)).toEqual({ web: { image: 'example.org/web:1.0' } });
  expect(printed(Service)).toEqual({
    web: {
      image: 'example.org/web:1.0',
      restart: 'unless-stopped',
      stop_grace_period: '30s',
      deploy: { resources: { limits: { cpus: '1', memory: '512M', pids: 512 } } },
      security_opt: ['no-new-privileges:true'],
      logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
    },
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Text } from '../../src/compose/text.ts';
import { composeFile } from '../../src/targets/operations/compose.ts';
import { service, stack } from '../support/model.ts';
import { must, readingVersions } from './support/tool.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-compose-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Web {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly labels: { readonly said: string };
  readonly networks: { readonly default: { readonly aliases: readonly string[] } };
}

const literal = (value: string): Text => [value];

/** Text of the kind that breaks quoting; never empty, for Compose drops an empty health check. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '$',
        '$$',
        '${X}',
        '${X:-y}',
        '"',
        "'",
        '\\',
        '\n',
        '\t',
        '#',
        ': ',
        '- ',
        '%',
        '!',
        '&a',
        '*a',
        'yes',
        '0x1F',
        '1e3',
        '~',
        ' ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '|',
        '>',
        '@',
        '`',
        '<<',
        'é',
        '😀',
      ),
      fc.string({ minLength: 1, maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe.each(readingVersions)('Compose %s', (_, config) => {
  const env = { DOCKER_CONFIG: config };
  // Without the CLI before it, which takes longer to start than it does.
  const program = join(config, 'cli-plugins', 'docker-compose');

  it('reads in any stack what the model says', () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 1, maxLength: 6 }),
        hostile,
        hostile,
        (values, word, line) => {
          const file = join(scratch, 'docker-compose.yml');
          const model = stack({
            services: [
              service({
                env: values.map((value, i) => ({ name: `V${i}`, value: literal(value) })),
                command: ['run', word].map(literal),
                aliases: [literal(word)],
                health: {
                  test: { shell: literal(line) },
                  interval: '10s',
                  timeout: '5s',
                  retries: 3,
                  startPeriod: '5s',
                },
                compose: { labels: { said: word.replaceAll('$', '$$$$') } },
              }),
            ],
          });
          writeFileSync(file, composeFile(model)[0]?.content ?? '');
          const read = must(program, ['-f', file, 'config', '--format', 'json'], { env });
          const { services } = JSON.parse(read) as { services: { web: Web } };
          // Compose prints a dollar doubled, so that its output can be read again.
          const plain = (text: string) => text.replaceAll('$$', '$');
          expect(Object.values(services.web.environment).map(plain)).toEqual(values);
          expect(services.web.command.map(plain)).toEqual(['run', word]);
          expect(plain(services.web.healthcheck.test[1] ?? '')).toBe(line);
          expect(plain(services.web.labels.said)).toBe(word);
          expect(services.web.networks.default.aliases.map(plain)).toEqual([word]);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('reads in any element, under any name that it takes, what raw keys say', () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}$/).filter((id) => id !== 'default');
    const key = hostile.filter((said) => !/[=\s]/.test(said) && said !== '<<');
    fc.assert(
      fc.property(name, key, hostile, (id, label, value) => {
        const file = join(scratch, 'docker-compose.yml');
        const labels = { [label]: value.replaceAll('$', '$$$$') };
        const said = { labels, 'x-said': value.replaceAll('$', '$$$$') };
        const model = stack({
          services: [
            service({
              compose: {
                networks: [id],
                volumes: [{ type: 'volume', source: id, target: '/data' }],
                configs: [id],
                secrets: [id],
                labels,
              },
            }),
          ],
          compose: {
            networks: { [id]: said },
            volumes: { [id]: said },
            configs: { [id]: { content: 'a', ...said } },
            secrets: { [id]: { environment: 'HOME', ...said } },
            'x-everything': { [label]: value.replaceAll('$', '$$$$') },
          },
        });
        writeFileSync(file, composeFile(model)[0]?.content ?? '');
        const read = JSON.parse(must(program, ['-f', file, 'config', '--format', 'json'], { env }));
        const plain = (text: string) => text.replaceAll('$$', '$');
        for (const element of [
          read.services.web,
          read.networks[id],
          read.volumes[id],
          read.configs[id],
          read.secrets[id],
        ])
          expect(Object.entries<string>(element.labels).map(([k, v]) => [plain(k), plain(v)])).toEqual([
            [label, value],
          ]);
        expect(Object.keys(read['x-everything']).map(plain)).toEqual([label]);
      }),
      { numRuns: 25, seed: 11 },
    );
  });
});

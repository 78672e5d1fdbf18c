import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { isWritten } from '../../src/compose/form.ts';
import { isMisspelled, readText, resolveText, spellText } from '../../src/compose/interpolation.ts';
import { merge } from '../../src/compose/merge.ts';
import { print } from '../../src/compose/print.ts';
import { anyCompose } from '../support/any-compose.ts';
import { readForeign } from '../support/foreign.ts';
import { legal } from './support/legal.ts';
import { saidOf } from './support/said.ts';
import { composeVersions, run } from './support/tool.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-canonical-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Each is one start of Compose, or two: as many as the lane has time for, unless somebody asks for more. */
const documents = Number(process.env.STOWAGE_DOCUMENTS ?? 50);

/** Keys that the older version does not know. */
const recent = new Set([
  ...['gpus', 'post_start', 'pre_stop', 'models', 'provider', 'use_api_socket'].map(
    (key) => `service.${key}`,
  ),
  'models',
]);
/** Keys that lead to files, of which there are none here; and one that neither version says again. */
const files = new Set([
  'service.extends',
  'service.env_file',
  'service.label_file',
  'service.pull_refresh_after',
]);

/** It prints every dollar sign doubled, in the names of maps too, where none is ever replaced. */
function undoubled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(undoubled);
  if (!isWritten(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key.replaceAll('$$', '$'), undoubled(one)]),
  );
}

describe.each(composeVersions)('Compose %s', (version, dockerConfig) => {
  const without = (place: string) => files.has(place) || (version === '2.26' && recent.has(place));
  const env = { DOCKER_CONFIG: dockerConfig, A: 'a value', N: '2s', P: '70' };

  /** What Compose makes of documents, each over the one before; undefined when it refuses. */
  function config(...layers: readonly unknown[]): unknown {
    const args = layers.flatMap((document, i) => {
      const file = join(scratch, `${i}.yml`);
      writeFileSync(file, JSON.stringify(document));
      return ['-f', file];
    });
    const { code, out } = run('docker', ['compose', ...args, '--profile', '*', 'config'], { env });
    return code === 0 ? readForeign(out) : undefined;
  }

  /** Documents that Compose takes, until there are enough. */
  function* taken(variables: boolean, enough: number, seed: number) {
    let found = 0;
    const some = fc.sample(anyCompose({ variables, without }), { numRuns: 2 * enough, seed });
    for (const document of some.map(legal)) {
      const said = config(document);
      if (said === undefined) continue;
      yield { document, said };
      if (++found === enough) return;
    }
    expect(found, 'documents that Compose takes').toBe(enough);
  }

  it(`takes what we print of ${documents} documents for the same`, () => {
    for (const { document, said } of taken(true, documents, 3))
      expect(config(print(canonical(document).project))).toEqual(said);
  });

  it(`has each key of ${documents} documents in the form that is ours`, () => {
    for (const { document, said } of taken(false, documents, 4)) {
      const ours = canonical(document);
      expect(ours.faults).toEqual([]);
      const theirs = canonical(undoubled(said));
      expect(saidOf(theirs.project, ours.project, scratch)).toEqual(
        saidOf(ours.project, ours.project, scratch),
      );
    }
  });

  it(`merges ${documents} documents with another as we do`, () => {
    let first: unknown;
    for (const { document } of taken(true, documents, 5)) {
      const [base, over] = [first, document];
      first = document;
      if (!isWritten(base) || !isWritten(over)) continue;
      const said = config(base, over);
      if (said === undefined) continue;
      expect(config(print(canonical(merge(base, over)).project)), JSON.stringify([base, over])).toEqual(said);
    }
  });

  it('replaces variables in 2000 texts as we do', () => {
    const piece = fc.constantFrom(
      ...[
        '$',
        '{',
        '}',
        'A',
        'B',
        ':-',
        '-',
        '?',
        '+',
        '$$',
        '${',
        ' ',
        '${A',
        '${B:-',
        '${A:+',
        '"',
        '\n',
        'x',
        ':',
      ],
    );
    const texts = fc
      .sample(fc.array(piece, { maxLength: 9 }), { numRuns: 2000, seed: 6 })
      .map((all) => all.join(''));
    const lookUp = (name: string) => (name === 'A' ? 'a value' : undefined);
    const read = texts.map((text) => {
      const parts = readText(text);
      return isMisspelled(parts)
        ? undefined
        : { text, spelled: spellText(parts), value: resolveText(parts, lookUp) };
    });
    const good = read.flatMap((one) => (one?.value === undefined ? [] : [one]));
    expect(good.length).toBeGreaterThan(500);
    // What begins with a line break 2.26 prints so that it comes back without.
    const environment = Object.fromEntries(
      good.flatMap(({ text, spelled }, i) => [
        [`T${i}`, `x${text}`],
        [`S${i}`, `x${spelled}`],
      ]),
    );
    const said = Object(config({ name: 'x', services: { a: { image: 'x', environment } } })).services?.a
      .environment;
    const plain = (text: unknown) => String(text).slice(1).replaceAll('$$', '$');
    expect(good.map((_, i) => plain(said[`T${i}`]))).toEqual(good.map(({ value }) => value));
    expect(good.map((_, i) => plain(said[`S${i}`]))).toEqual(good.map(({ value }) => value));
    // And what we refuse it refuses: one by one, for one is enough to refuse all.
    for (const text of texts.filter((_, i) => read[i]?.value === undefined).slice(0, 30))
      expect(
        config({ name: 'x', services: { a: { image: 'x', environment: { T: text } } } }),
        text,
      ).toBeUndefined();
  });
});

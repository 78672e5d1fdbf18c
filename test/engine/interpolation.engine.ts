import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isMisspelled, readText, resolveText, spellText } from '../../src/compose/interpolation.ts';
import { each, Reading } from './support/reading.ts';
import { readingVersions } from './support/tool.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-interpolation-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(readingVersions)('Compose %s', (_, dockerConfig) => {
  const compose = new Reading(dockerConfig, scratch, { A: 'a value' });

  it('replaces variables in 2000 texts as we do', async () => {
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
    const environment = Object.fromEntries(
      good.flatMap(({ text, spelled }, i) => [
        [`T${i}`, `x${text}`],
        [`S${i}`, `x${spelled}`],
      ]),
    );
    const of = (environment: object) => ({ name: 'x', services: { a: { image: 'x', environment } } });
    const said = Object(await compose.config(of(environment))).services?.a.environment;
    const plain = (text: unknown) => String(text).slice(1).replaceAll('$$', '$');
    expect(good.map((_, i) => plain(said[`T${i}`]))).toEqual(good.map(({ value }) => value));
    expect(good.map((_, i) => plain(said[`S${i}`]))).toEqual(good.map(({ value }) => value));
    // And what we refuse it refuses: one by one, for one is enough to refuse all.
    const bad = texts.filter((_, i) => read[i]?.value === undefined).slice(0, 30);
    expect(await each(bad, async (T) => [T, await compose.config(of({ T }))])).toEqual(
      bad.map((T) => [T, undefined]),
    );
  });
});

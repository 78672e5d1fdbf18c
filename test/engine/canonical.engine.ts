import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import type { Written } from '../../src/compose/form.ts';
import { isWritten } from '../../src/compose/form.ts';
import { configHashes } from '../../src/compose/hash.ts';
import { merge } from '../../src/compose/merge.ts';
import { print } from '../../src/compose/print.ts';
import { anyCompose } from '../support/any-compose.ts';
import { corpus, readForeign } from '../support/foreign.ts';
import { legal } from './support/legal.ts';
import { marked } from './support/marked.ts';
import { each, Reading } from './support/reading.ts';
import { plainly, saidOf, theirs } from './support/said.ts';
import { readingVersions } from './support/tool.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-canonical-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Compose is started three times for each, and once more for two. */
const documents = Number(process.env.STOWAGE_DOCUMENTS ?? 300);

/** What 2.26 does not know. */
const recent = new Set([
  ...['models', 'provider', 'use_api_socket'].map((key) => `service.${key}`),
  ...['models', 'networks.gw_priority', 'networks.interface_name', 'volumes.volume.labels', 'volumes.image'],
  // Of `develop.watch`.
  ...['item.include', 'item.initial_sync'],
]);
/** Keys that lead to files, of which there are none here; and one that nobody says again. */
const files = new Set([
  ...['service.extends', 'service.env_file', 'service.label_file', 'service.pull_refresh_after'],
  'include',
]);
const variables: Readonly<Record<string, string>> = { A: 'a value', D: '/d', N: '3', P: '70', T: '2s' };
const lookUp = (name: string) => variables[name] ?? process.env[name];
const around = { folder: scratch, home: process.env.HOME ?? '', lookUp };

interface Taken {
  readonly document: Written;
  /** What Compose says of it. */
  readonly said: unknown;
}

/** A document whose lists say nothing twice. */
function distinct(said: unknown): unknown {
  if (Array.isArray(said))
    return [...new Map(said.map((one) => [JSON.stringify(one), distinct(one)])).values()];
  if (!isWritten(said)) return said;
  return Object.fromEntries(Object.entries(said).map(([key, one]) => [key, distinct(one)]));
}

describe.each(readingVersions)('Compose %s', (version, dockerConfig) => {
  const compose = new Reading(dockerConfig, scratch, variables);
  // From 5 on what stands in a list already is not added to it. We say it twice, as older ones do: it means the same.
  const once = version === '5.6' ? distinct : (said: unknown) => said;
  const without = (place: string) => files.has(place) || (version === '2.26' && recent.has(place));

  /** Of documents those that Compose takes. */
  async function takenOf(all: readonly Written[]): Promise<readonly Taken[]> {
    const asked = await each(all, async (document) => ({ document, said: await compose.config(document) }));
    return asked.filter(({ said }) => said !== undefined);
  }

  let first: Promise<readonly Taken[]> | undefined;
  /** As many as are wanted. */
  function taken(): Promise<readonly Taken[]> {
    first ??= takenOf(
      fc
        .sample(anyCompose({ variables: true, without }), { numRuns: Math.ceil(1.25 * documents), seed: 3 })
        .map(legal),
    );
    return first.then((all) => {
      expect(all.length, 'documents that Compose takes').toBeGreaterThanOrEqual(documents);
      return all.slice(0, documents);
    });
  }

  it(`takes what we print of ${documents} documents for the same`, async () => {
    await each(await taken(), async ({ document, said }) =>
      expect(await compose.config(print(canonical(document).project))).toEqual(said),
    );
  });

  it(`has each key of ${documents} documents in the form that is ours`, async () => {
    for (const { document, said } of await taken()) {
      const { project, faults } = canonical(document);
      expect(faults).toEqual([]);
      const ours = plainly(project, around);
      expect(saidOf(theirs(said), ours, scratch)).toEqual(saidOf(ours, ours, scratch));
    }
  });

  it(`gives the services of ${documents} documents the hashes that we give them`, async () => {
    await each(await taken(), async ({ document }) => {
      const ours = configHashes(canonical(document).project, version, around);
      expect(ours, JSON.stringify(document)).toEqual(await compose.hashes(document));
    });
  });

  it(`merges ${documents / 3} pairs of documents as we do`, async () => {
    const all = await taken();
    const pairs = all.flatMap(({ document: base }, i) =>
      all.slice(i + 1, i + 2).map(({ document: over }) => ({ base, over })),
    );
    await each(pairs.slice(0, documents / 3), async ({ base, over }) => {
      const said = await compose.config(base, over);
      if (said === undefined) return;
      const ours = print(canonical(merge(base, over)).project);
      expect(once(await compose.config(ours)), JSON.stringify([base, over])).toEqual(once(said));
    });
  });

  it('replaces and takes away what is marked, as we do', async () => {
    const all = await taken();
    const pairs = all
      .slice(1)
      .map(({ document }, i) => ({ base: all[i]?.document ?? {}, ...marked(document, i) }));
    const compared = await each(pairs.slice(0, documents / 3), async ({ base, over, file }) => {
      const said = await compose.config(base, file);
      if (said === undefined) return [];
      const ours = print(canonical(merge(base, over)).project);
      expect(once(await compose.config(ours)), JSON.stringify([base, file])).toEqual(once(said));
      return [file];
    });
    expect(compared.flat().length).toBeGreaterThan(documents / 30);
  });

  const foreign = corpus();
  it.skipIf(foreign.length === 0)(
    `reads ${foreign.length || 'no'} foreign files as we do, and hashes their services alike`,
    async () => {
      const plain = foreign.map(({ content }) => readForeign(content)).filter(isWritten);
      const wrong = await each(await takenOf(plain), async ({ document, said }) => {
        const { project } = canonical(document);
        expect(await compose.config(print(project)), JSON.stringify(document)).toEqual(said);
        const hashes = (await compose.hashes(print(project))) ?? new Map();
        const ours = configHashes(project, version, around);
        return [...ours]
          .filter(([name, hash]) => hashes.get(name) !== hash)
          .map(([name]) => ({ name, document }));
      });
      expect(wrong.flat()).toEqual([]);
      expect(wrong.length).toBeGreaterThan(plain.length / 2);
    },
  );
});

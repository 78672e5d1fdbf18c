import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Artifact } from '../../src/model/artifact.ts';
import { manifestPath } from '../../src/out/manifest.ts';
import { scratchName } from '../../src/out/paths.ts';
import { write } from '../../src/out.ts';
import { project, stowage } from '../support/command.ts';
import { tree } from '../support/folder.ts';
import { pathsOf } from '../support/manifest-line.ts';
import { edition } from './support/editions.ts';
import type { Course, Moment } from './support/killed.ts';
import { synth } from './support/killed.ts';
import { random } from './support/random.ts';

const kills = 100;
/** One for each processor. */
const lanes = 2;
const letters = ['a', 'b'] as const;
type Letter = (typeof letters)[number];
type Files = Readonly<Record<string, string>>;
const other = { a: 'b', b: 'a' } as const;
const app = (letter: Letter) => `stacks/${letter}.ts`;

/** A folder of an author with both editions, and an empty output folder. */
function author(): string {
  const constructs = new URL('../../constructs/index.ts', import.meta.url).href;
  const sources = letters.map((letter) => [
    app(letter),
    edition(letter).replaceAll('CONSTRUCTS', constructs),
  ]);
  const cwd = project('', Object.fromEntries(sources));
  mkdirSync(join(cwd, 'out'));
  return cwd;
}

/** What an undisturbed run makes, and how long it takes until it writes and until it is done. */
async function reference(letter: Letter) {
  const cwd = author();
  const course = await synth(cwd, app(letter));
  return { course, files: tree(join(cwd, 'out')) };
}

/** The same files, for the writer itself. */
const artifacts = (files: Files): readonly Artifact[] =>
  Object.entries(files)
    .filter(([name]) => name !== manifestPath)
    .map(([name, content]) => ({ path: name.replace(/\*$/, ''), content, executable: name.endsWith('*') }));

/** One in five at any time, one in five while it makes the new files, the others while these take their places. */
function moment(next: () => number, { aside, placing, changed }: Course): Moment {
  const kind = next();
  if (kind < 0.2) return { since: 'start', after: next() * changed };
  if (kind < 0.4) return { since: 'aside', after: next() * (placing - aside) };
  return { since: 'placing', after: next() * (changed - placing) };
}

/** Without what was made and had not taken its place yet. */
const placed = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(scratchName)));

/** Each file is that of one edition, whole; each that is in both is there; each is listed. */
function expectOldOrNew(out: Files, a: Files, b: Files): void {
  const listed = new Set(pathsOf(out[manifestPath]));
  for (const [name, content] of Object.entries(placed(out))) {
    if (name === manifestPath) continue;
    expect([a[name], b[name]], `${name} is neither old nor new`).toContain(content);
    expect(listed.has(name.replace(/\*$/, '')), `the manifest lacks ${name}`).toBe(true);
  }
  for (const name of Object.keys(a)) if (name in b) expect(out, `${name} is gone`).toHaveProperty([name]);
}

it('leaves each file old or new, whenever it is killed, and the next run makes it whole', async () => {
  const seed = Number(process.env.STOWAGE_SEED ?? Date.now() % 1_000_000);
  const [a, b] = [await reference('a'), await reference('b')];
  const whole = { a: a.files, b: b.files };
  const { aside, placing, changed } = b.course;
  const phases = `${Math.round(placing - aside)} ms to make the files, ${Math.round(changed - placing)} ms to place them`;
  console.log(`Node.js ${process.version}, STOWAGE_SEED=${seed}; ${phases}`);
  const seen = { before: 0, between: 0, after: 0, 'was done': 0 };

  async function lane(number: number): Promise<void> {
    const next = random(seed + number);
    const cwd = author();
    const out = join(cwd, 'out');
    write(out, artifacts(whole.a));
    let is: Letter = 'a';
    for (let i = 0; i < kills / lanes; i++) {
      const letter = other[is];
      const { survived } = await synth(cwd, app(letter), moment(next, b.course));
      const left = tree(out);
      expectOldOrNew(left, whole.a, whole.b);
      const same = (files: Files) => JSON.stringify(placed(left)) === JSON.stringify(files);
      seen[survived ? 'was done' : same(whole[is]) ? 'before' : same(whole[letter]) ? 'after' : 'between']++;
      // The next run may be for either edition. It is the command line's one time in twenty, and else only its writer.
      is = next() < 0.5 ? 'a' : 'b';
      if (i % 20 > 0) write(out, artifacts(whole[is]), { removeMost: true });
      else {
        expect(await stowage(cwd, ['synth', '--app', app(is)])).toMatchObject({ code: 0, err: '' });
        expect(await stowage(cwd, ['check', '--app', app(is)])).toMatchObject({ code: 0, out: '' });
      }
      expect(tree(out)).toEqual(whole[is]);
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  console.log('killed', seen);
  // Otherwise this test looks at nothing.
  expect(seen.between).toBeGreaterThan(kills / 5);
});

/** Puts each fault of the list into a copy of the repository, one at a time, and expects the tests that it names to fail. */
import { availableParallelism } from 'node:os';
import { mutants } from './list/index.ts';
import type { Fate, Mutant } from './mutant.ts';
import { stale } from './stale.ts';
import { Workshop } from './workshop.ts';

const wanted = process.argv[2] ?? '';
const say = (line: string) => process.stdout.write(`${line}\n`);
const chosen = mutants.filter(({ file, fault }) => `${file} ${fault}`.includes(wanted));

process.exitCode = 1;
const faults = [
  ...(chosen.length === 0 ? [`no mutant has "${wanted}" in its file or fault`] : []),
  ...chosen.flatMap(stale),
];
if (faults.length > 0) {
  say(`The list is not what the source is:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
} else {
  const from = performance.now();
  const fates = await tried(chosen);
  for (const { mutant, end, because } of fates.filter((fate) => fate.end !== 'died'))
    say(`\n${end}: ${mutant.file}: ${mutant.fault}\n  ${because}`);
  const folders = [...new Set(fates.map(folderOf))].sort();
  say(`\n${'mutants in'.padEnd(14)}${['tried', 'died', 'survived', 'unread'].map(cell).join('')}`);
  for (const folder of folders) {
    const inside = fates.filter((fate) => folderOf(fate) === folder);
    say(row(folder, inside));
  }
  say(row('all', fates));
  say(`${((performance.now() - from) / 1000).toFixed(0)} s`);
  if (fates.length > 0 && fates.every(({ end }) => end === 'died')) process.exitCode = 0;
}

function row(name: string, fates: readonly Fate[]): string {
  const count = (end: Fate['end']) => fates.filter((fate) => fate.end === end).length;
  const counts = [fates.length, count('died'), count('survived'), count('unread')];
  return `${name.padEnd(14)}${counts.map((number) => cell(String(number))).join('')}`;
}

function cell(text: string): string {
  return text.padStart(10);
}

/** `src/rules`, `constructs`; `src` for what lies in it directly. */
function folderOf({ mutant }: Fate): string {
  return mutant.file
    .split('/')
    .slice(0, mutant.file.startsWith('src/') ? 2 : 1)
    .filter((part) => !part.endsWith('.ts'))
    .join('/');
}

/** As many at a time as there are processors, each in a copy of its own. */
async function tried(all: readonly Mutant[]): Promise<readonly Fate[]> {
  const workshops = Array.from(
    { length: Math.min(all.length, availableParallelism()) },
    () => new Workshop(),
  );
  const leave = () => {
    for (const workshop of workshops) workshop.close();
    process.exit(130);
  };
  process.on('SIGINT', leave).on('SIGTERM', leave);
  try {
    const unsound = (await workshops[0]?.sound(all)) ?? [];
    if (unsound.length > 0) {
      say(`Without any fault:\n${unsound.map((line) => `  ${line}`).join('\n')}`);
      return [];
    }
    const queue = [...all];
    const fates: Fate[] = [];
    const work = async (workshop: Workshop) => {
      for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
        const fate = await workshop.try(mutant);
        fates.push(fate);
        say(`${fate.end.padEnd(9)}${fate.seconds.toFixed(1).padStart(6)} s  ${mutant.file}  ${mutant.fault}`);
      }
    };
    await Promise.all(workshops.map(work));
    return fates;
  } finally {
    for (const workshop of workshops) workshop.close();
  }
}

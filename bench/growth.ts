/** Times each step of a synthesis on stacks that double in size, and says by how much each one grew. */
import { heading } from './heading.ts';
import { steps } from './steps.ts';

/** What a step may grow by when the stack doubles: linear, and a tenth for what a larger heap costs. */
const most = 2.2;

const sizes = [250, 500, 1000, 2000];
const details = process.argv.includes('--details');
const rounds = details ? 1 : 3;
const say = (line: string) => process.stdout.write(`${line}\n`);

say(heading());
// The engine compiles what runs often, and anew for what it had not met: the first stacks would pay for all, or be better served.
for (const size of sizes) for (const _ of steps(size, 1, details));

// In rounds, and of each step the cheapest: what else happens on the machine lasts longer than a run.
const times = new Map<string, Map<number, number>>();
for (let round = 0; round < rounds; round++)
  for (const size of sizes)
    for (const { name, time } of steps(size, 2, details)) {
      const taken = times.get(name) ?? new Map<number, number>();
      times.set(name, taken);
      taken.set(size, Math.min(time, taken.get(size) ?? time));
    }

const cell = (text: string) => text.padStart(9);
say(
  `\n${'services'.padEnd(24)}${sizes.map((size) => cell(String(size))).join('')}   factors            mean`,
);
for (const [name, taken] of times) {
  const all = [...taken.values()];
  const factors = all.slice(1).map((time, i) => time / (all[i] ?? 1));
  const growth = ((all.at(-1) ?? 1) / (all[0] ?? 1)) ** (1 / factors.length);
  say(
    `${name.padEnd(24)}${all.map((time) => cell(time.toFixed(1))).join('')}   ${factors.map((factor) => factor.toFixed(2)).join('  ')}   ${growth.toFixed(2)}${growth > most ? '  more than linear' : ''}`,
  );
}

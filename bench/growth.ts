/** Times each step of a synthesis on stacks that double in size, and says by how much each one grew. */
import { heading } from './heading.ts';
import { steps } from './steps.ts';

/** What a step may take at most when the stack doubles: linear, and a tenth for what a larger heap costs. */
const most = 2.2;

const sizes = [250, 500, 1000, 2000];
const details = process.argv.includes('--details');
const runs = 7;
const say = (line: string) => process.stdout.write(`${line}\n`);

say(heading());
// The engine compiles what runs often: the first stack would pay for all.
for (const _ of steps(sizes[0] ?? 0, 3, details));

const times = new Map<string, number[]>();
for (const size of sizes)
  for (const { name, time } of steps(size, runs, details))
    times.set(name, [...(times.get(name) ?? []), time]);

const cell = (text: string) => text.padStart(10);
say(`\n${'services'.padEnd(26)}${sizes.map((size) => cell(String(size))).join('')}${cell('factors')}`);
for (const [name, taken] of times) {
  const factors = taken.slice(1).map((time, i) => time / (taken[i] ?? 1));
  say(
    `${name.padEnd(26)}${taken.map((time) => cell(time.toFixed(1))).join('')}    ${factors.map((factor) => factor.toFixed(2)).join('  ')}${factors.some((f) => f > most) ? '  !' : ''}`,
  );
}

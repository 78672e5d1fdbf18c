/** Times whole commands beside `node -e 0`, Compose and peers, and prints what was measured beside what is wanted. */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { heading } from './heading.ts';
import { composeFiles, daily, large } from './whole/commands.ts';
import { composeVersion, servicesInAll } from './whole/compose.ts';
import { medians, peakOf } from './whole/measure.ts';
import { dailyRows, largeRows, table } from './whole/rows.ts';
import { Workshop } from './whole/workshop.ts';

const { values } = parseArgs({
  options: {
    /** Another Node, beside the one that runs this. */
    node: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '7' },
    /** `daily` or `large` alone. */
    only: { type: 'string' },
  },
});
const runs = Number(values.runs);
const say = (line: string) => process.stdout.write(`${line}\n`);
const progress = (line: string) => process.stderr.write(`${line}\n`);

say(`${heading()}; medians of ${runs} runs, taken in turns\n`);
const compose = composeVersion();
const workshop = new Workshop();
try {
  if (values.only !== 'large')
    for (const node of [process.execPath, ...values.node]) {
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
      say(`PostHog, whole commands, Node ${version}`);
      say(table(dailyRows(medians(daily(workshop, node), runs, progress), version)));
    }
  if (values.only !== 'daily') {
    const commands = large(workshop, compose !== undefined);
    const times = medians(commands, runs, progress);
    const peaks = new Map(
      commands
        .filter(({ words: [program] }) => program === process.execPath)
        .map((command) => [command.name, peakOf(command)]),
    );
    say(`1000 services, whole commands, Node ${process.versions.node}, Compose ${compose ?? 'none'}`);
    say(table(largeRows(times, peaks)));
    if (compose === undefined)
      say('skipped: docker compose is not there, so nobody looked whether all emit the same');
    else
      say(
        `the same ${servicesInAll(composeFiles(workshop.project))} services by all three, as Compose reads them`,
      );
  }
} finally {
  workshop.remove();
}

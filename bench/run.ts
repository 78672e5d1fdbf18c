/** Times the rules on a large stack, and another linter on the compose file that the same stack becomes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { allRules, ruleFindings } from '../src/compile/rules.ts';
import { composeFile } from '../src/targets/operations/compose.ts';
import { median, middle, milliseconds } from './clock.ts';
import { heading } from './heading.ts';
import { stackOf } from './stack.ts';
import { fresh } from './steps.ts';

const size = Number(process.argv[2] ?? 5000);
const runs = 7;
const say = (line: string) => process.stdout.write(`${line}\n`);

say(heading());
const started = performance.now();
const large = stackOf(size);
const edges = large.services.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0);
say(
  `${large.services.length} services, ${edges} waits, ${large.networks.length} networks, ${large.volumes.length} volumes, ${large.variables.length} variables`,
);
say(`construction and model: ${milliseconds(performance.now() - started)} (once)`);
const found = ruleFindings(large);
say(
  `findings: ${found.length}${found[0] === undefined ? '' : `, first: ${found[0].rule}: ${found[0].message}`}`,
);

const whole = median(
  runs,
  () => fresh(large),
  (model) => void ruleFindings(model),
);
say(`\nall ${allRules.length} rules:          ${milliseconds(whole)} (median of ${runs})`);
const shares = new Map(allRules.map(({ id }) => [id, [] as number[]]));
for (let run = 0; run < runs; run++) {
  const copy = fresh(large);
  for (const { id, check } of allRules) {
    const from = performance.now();
    check(copy);
    shares.get(id)?.push(performance.now() - from);
  }
}
const sorted = [...shares].map(([id, times]) => [id, middle(times)] as const).sort(([, a], [, b]) => b - a);
for (const [id, time] of sorted) say(`  ${id.padEnd(24)} ${milliseconds(time)}`);

say('\nthe same kind of stack, growing:');
for (const part of [0.25, 0.5, 1]) {
  const stack = part === 1 ? large : stackOf(size * part);
  const time = median(
    3,
    () => fresh(stack),
    (model) => void ruleFindings(model),
  );
  say(`  ${String(stack.services.length).padStart(6)} services ${milliseconds(time)}`);
}

const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
try {
  say('\ndclint on the compose file, in the same process (its defaults, once):');
  for (const services of [50, 200, Math.min(size, 500)]) {
    const stack = stackOf(services);
    const [artifact] = composeFile(stack);
    const file = join(folder, `docker-compose.${services}.yml`);
    writeFileSync(file, artifact?.content ?? '');
    const from = performance.now();
    const [result] = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] }).lintFiles(
      [file],
      false,
    );
    const theirs = performance.now() - from;
    const ours = median(
      3,
      () => fresh(stack),
      (model) => void ruleFindings(model),
    );
    say(
      `  ${String(services).padStart(6)} services: dclint ${milliseconds(theirs)} (${result?.messages.length ?? 0} messages), stowage ${milliseconds(ours)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

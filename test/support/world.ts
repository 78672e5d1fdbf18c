import type { Phase } from '../../constructs/index.ts';
import { App, Environment, Stack } from '../../constructs/index.ts';
import { ruleFindings } from '../../src/compile/rules.ts';
import { modelOf } from '../../src/compile.ts';
import type { Finding, Rule } from '../../src/model/finding.ts';

/** What the lines of a small stack can name: one system, `shop`, in one environment, on a host with room. */
export interface World {
  readonly app: App;
  readonly environment: Environment;
  readonly stack: Stack;
  /** The first phase. */
  readonly phase: Phase;
  /** Another, which starts when the first one is ready. */
  readonly later: Phase;
}

/**
 * What the rules say about a stack with these constructs in it. Files are not emitted.
 * @param asked those of the targets that the app names
 */
export function findingsOf(build: (world: World) => void, asked?: readonly Rule[]): readonly Finding[] {
  const app = new App();
  const host = { cpus: 4, memory: '16gb', disk: '50gb' } as const;
  const backups = { at: '03:00', keepDays: 7 } as const;
  for (const environment of Environment.all({ production: { host, guarded: true } })) {
    const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '1.0', backups });
    const [phase, later] = stack.phases('first', 'later');
    build({ app, environment, stack, phase, later });
  }
  return [
    ...app.validate(),
    ...modelOf(app).flatMap(({ stacks }) => stacks.flatMap((one) => ruleFindings(one, asked))),
  ];
}

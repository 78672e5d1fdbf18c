import { check } from './check.ts';
import type { Command } from './command.ts';
import { completion } from './completion.ts';
import { init } from './init.ts';
import { lint } from './lint.ts';
import { list } from './list.ts';
import { pin } from './pin.ts';
import { plan } from './plan.ts';
import { rules } from './rules.ts';
import { synth } from './synth.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [synth, check, plan, lint, rules, list, pin, init, completion];

import type { Mistake } from '../../api/mistake.ts';
import type { Balance } from '../../out.ts';
import { shellWord } from '../../syntax/shell.ts';
import type { Options } from '../options.ts';
import { facts, flag } from '../options.ts';
import { complaint } from './findings.ts';
import { plural } from './ink.ts';
import type { Reader } from './reader.ts';

/** Before more is removed than stays: what goes, and the question. */
export function removalQuestion({ rule, message }: Mistake, { ink }: Reader): string {
  const fix = 'a system that was renamed or taken out is removed like this, and so is one of another project';
  return `${complaint('warn', [], undefined, [{ rule, message, fix }], ink)}Remove them?`;
}

/** The same where nobody can answer: with the line to type. */
export function removalRefusal(broken: Mistake, given: Pick<Options, 'app' | 'out'>): Mistake {
  return { ...broken, fix: `if that is meant, type: ${synthAgain(given)}` };
}

/** After a "no". */
export function removalDeclined(broken: Mistake, { out }: Pick<Options, 'out'>): Mistake {
  return { ...broken, message: `${out} is left as it was`, fix: 'stowage check shows what differs' };
}

/** Behind the line that would do it. */
export function lossText({ removed, stay }: Balance): string {
  return `, which asks first: ${plural(removed.length, 'file')} would go, and ${stay === 0 ? 'none' : stay} of those that are there would stay`;
}

/** What to type to be asked nothing. */
function synthAgain(given: Pick<Options, 'app' | 'out'>): string {
  const others = (['app', 'out'] as const)
    .filter((name) => given[name] !== facts(name).otherwise)
    .flatMap((name) => [flag(name), shellWord(given[name])]);
  return ['npm run synth --', ...others, '--yes'].join(' ');
}

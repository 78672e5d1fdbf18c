import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import type { Check } from './check.ts';
import { help } from './help.ts';
import type { Outcome } from './outcome.ts';
import { fault } from './words/fault.ts';
import { complaint, count, findings } from './words/findings.ts';
import type { Ink } from './words/ink.ts';
import { inkOf, plural } from './words/ink.ts';
import { listing } from './words/listing.ts';
import { spellPlace } from './words/place.ts';
import { summary } from './words/summary.ts';

/** The only place that prints: results to standard output, complaints to standard error. */
export function report(outcome: Outcome, debug: boolean): void {
  const { out, err } = say(outcome, inkOf(process.stdout), inkOf(process.stderr));
  const trace = debug && outcome.kind === 'mistake' ? `${inspect(outcome.error)}\n` : '';
  process.stderr.write(err + trace);
  process.stdout.write(out);
}

/** What is said, and to whom. */
export function say(outcome: Outcome, ink: Ink, errInk: Ink): { readonly out: string; readonly err: string } {
  switch (outcome.kind) {
    case 'help':
      return { out: help, err: '' };
    case 'version':
      return { out: `${version()}\n`, err: '' };
    case 'list':
      return {
        out: outcome.json ? `${JSON.stringify(outcome.systems, null, 2)}\n` : listing(outcome.systems, ink),
        err: '',
      };
    case 'synth': {
      const found = findings(outcome.findings, errInk);
      if (outcome.groups === undefined) return { out: '', err: `${found}\n${refusal(outcome)}` };
      return { out: summary(outcome.out, outcome.groups, ink), err: found && `${found}\n` };
    }
    case 'check': {
      const found = findings(outcome.findings, errInk);
      if (outcome.patches === undefined) return { out: '', err: `${found}\n${refusal(outcome)}` };
      return {
        out: outcome.patches.map((text) => coloured(text, ink)).join(''),
        err: (found && `${found}\n`) + verdict(outcome),
      };
    }
    case 'mistake': {
      const { code: rule, message, fix, at = '' } = outcome.error;
      const place = spellPlace(outcome.place);
      return { out: '', err: complaint('error', [at], place, [{ rule, message, fix }], errInk) };
    }
    case 'fault':
      return { out: '', err: fault(outcome.error, errInk) };
  }
}

function refusal({ out, findings: found }: Pick<Check, 'out' | 'findings'>): string {
  return `${count(found)}: ${out} is left as it was\n`;
}

function verdict({ out, patches = [], unchanged }: Check): string {
  if (patches.length === 0) return `${out} is what the source says: ${plural(unchanged, 'file')}\n`;
  return `${out} is not what the source says: ${plural(patches.length, 'file differs', 'files differ')}\n        → npm run synth\n`;
}

function coloured(patch: string, ink: Ink): string {
  return patch.replace(/^([-+@]).*$/gm, (line, sign: string) => {
    if (/^(\+\+\+|---) /.test(line)) return ink('bold', line);
    return ink(sign === '+' ? 'green' : sign === '-' ? 'red' : 'cyan', line);
  });
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(version);
}

import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import type { Check } from './check.ts';
import { writers } from './formats/index.ts';
import { verdictOf } from './formats/verdict-of.ts';
import { help } from './help.ts';
import type { Options } from './options.ts';
import type { Outcome } from './outcome.ts';
import { explanation, ruleList } from './words/explanation.ts';
import { fault } from './words/fault.ts';
import { complaint, count, findings } from './words/findings.ts';
import type { Ink } from './words/ink.ts';
import { inkOf, plain, plural } from './words/ink.ts';
import type { Link } from './words/links.ts';
import { linkOf, unlinked } from './words/links.ts';
import { listing } from './words/listing.ts';
import { summary } from './words/summary.ts';

/** How the reader wants it. */
export interface Manner extends Pick<Options, 'format' | 'failOn'> {
  readonly debug: boolean;
}

/** The only place that prints: results to standard output, complaints to standard error. */
export function report(outcome: Outcome, { format, failOn, debug }: Manner, env: NodeJS.ProcessEnv): void {
  const { stdout, stderr } = process;
  const reader = (stream: NodeJS.WriteStream) => ({ ink: inkOf(stream), link: linkOf(stream, env) });
  const [toOut, toErr] = [reader(stdout), reader(stderr)];
  const verdict = format === 'text' ? undefined : verdictOf(outcome, failOn, version());
  // A program reads standard output alone; what a person would have read there goes to standard error.
  const { out, err } = say(outcome, verdict === undefined ? toOut : toErr, toErr);
  const trace = debug && outcome.kind === 'mistake' ? `${inspect(outcome.error)}\n` : '';
  stderr.write(err + trace + (verdict === undefined || outcome.kind === 'lint' ? '' : out));
  stdout.write(verdict === undefined || format === 'text' ? out : writers[format](verdict));
}

/** What a stream can show. */
export interface Reader {
  readonly ink: Ink;
  readonly link: Link;
}

export const plainReader: Reader = { ink: plain, link: unlinked };

/** What is said, and to whom. */
export function say(
  outcome: Outcome,
  { ink, link }: Reader = plainReader,
  { ink: errInk, link: errLink }: Reader = plainReader,
): { readonly out: string; readonly err: string } {
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
      const found = findings(outcome.findings, errInk, errLink);
      if (outcome.groups === undefined) return { out: '', err: `${found}\n${refusal(outcome)}` };
      return { out: summary(outcome.out, outcome.groups, ink), err: found && `${found}\n` };
    }
    case 'check': {
      const found = findings(outcome.findings, errInk, errLink);
      if (outcome.patches === undefined) return { out: '', err: `${found}\n${refusal(outcome)}` };
      return {
        out: outcome.patches.map((text) => coloured(text, ink)).join(''),
        err: (found && `${found}\n`) + verdict(outcome),
      };
    }
    case 'lint': {
      const found = findings(outcome.findings, ink, link);
      const looked = plural(outcome.stacks.length, 'stack');
      const conclusion = `${looked}: ${count(outcome.findings) || 'nothing found'}\n`;
      return { out: (found && `${found}\n`) + conclusion, err: '' };
    }
    case 'rules': {
      const { json, rule, rules } = outcome;
      if (json) return { out: `${JSON.stringify(rule ?? rules, null, 2)}\n`, err: '' };
      return { out: rule === undefined ? ruleList(rules, ink) : explanation(rule, ink), err: '' };
    }
    case 'mistake': {
      const { code: rule, message, fix, at = '' } = outcome.error;
      const said = [{ rule, message, fix }];
      return { out: '', err: complaint('error', [at], outcome.place, said, errInk, errLink) };
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

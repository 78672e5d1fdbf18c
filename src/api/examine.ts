import type { Compilation, Wanted } from '../compile.ts';
import { compile, modelOf } from '../compile.ts';
import type { Compilable } from '../model/app.ts';
import { isStowageError } from '../model/error.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import { originOfError } from '../model/origin.ts';
import type { SystemModel } from '../model/stack.ts';
import { authorsOwn, Broken } from './broken.ts';
import { unexiting } from './guard.ts';
import { short } from './short.ts';

/** A finding, and the stack's line that it is about. */
export interface Located extends Finding {
  /** Where it is mended; undefined where no line of the author's is known. */
  readonly place: Origin | undefined;
}

/** All that a synthesis finds and makes, each finding with its line. */
export type Examined = Omit<Compilation, 'findings'> & { readonly findings: readonly Located[] };

/** Everything that can be known without touching the disk. */
export function examine(app: Compilable, wanted: Wanted = 'all'): Examined {
  return atItsLine(app, () => {
    const { findings, ...rest } = compile(app, wanted);
    return { ...rest, findings: located(app, findings) };
  });
}

/** The systems of an app, without a question to any gate. */
export function modelled(app: Compilable): readonly SystemModel[] {
  return atItsLine(app, () => modelOf(app));
}

/** Findings, each with the line of its author. */
export function located(app: Compilable, findings: readonly Finding[]): readonly Located[] {
  const places = new Map<string, Origin | undefined>();
  return findings.map((finding) => {
    const { path } = finding;
    if (!places.has(path)) places.set(path, app.place(path));
    return {
      ...finding,
      path: short(path),
      message: short(finding.message),
      fix: short(finding.fix),
      place: places.get(path),
    };
  });
}

/**
 * Gives a mistake that came to light only now its line.
 * @throws Broken
 */
function atItsLine<T>(app: Compilable, work: () => T): T {
  try {
    return unexiting(work);
  } catch (error) {
    if (isStowageError(error))
      throw new Broken(
        error,
        (error.at === undefined ? undefined : app.place(error.at)) ??
          originOfError(error) ??
          originOfError(error.cause),
      );
    throw authorsOwn(error) ?? error;
  }
}

/** The least severe finding that nothing is written for. */
export type FailOn = 'error' | 'warn';

/** Whether a finding is that severe, or more. */
export function refused(findings: readonly Finding[], failOn: FailOn): boolean {
  return findings.some(({ severity }) => fails(severity, failOn));
}

export function fails(severity: Severity, failOn: FailOn): boolean {
  return severity === 'error' || (severity === 'warn' && failOn === 'warn');
}

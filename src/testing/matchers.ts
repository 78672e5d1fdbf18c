import type { Severity } from '../model/finding.ts';
import { hasElement } from './document.ts';
import { hasFile } from './files.ts';
import type { Where } from './findings.ts';
import { clean, findingsOf, finds } from './findings.ts';
import type { ContentLike, NetworkLike, ServiceLike, VolumeLike } from './patterns.ts';
import type { InApp, Tested } from './tested.ts';
import { stackOf } from './tested.ts';
import type { Verdict } from './verdict.ts';

/** What `expect.extend` of vitest and of Jest wants to be told. */
interface Told {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** The same assertions for test runners that can be taught new ones: `expect.extend(matchers)`. For vitest `stowage/testing/vitest` does it. */
export const matchers = {
  /** `Output.of(stack).hasService(id, pattern)`. */
  toHaveService: (tested: Tested, id: string, pattern: ServiceLike = {}) =>
    told(hasElement(stackOf(tested).stack, 'service', id, pattern)),
  /** `Output.of(stack).hasVolume(id, pattern)`. */
  toHaveVolume: (tested: Tested, id: string, pattern: VolumeLike = {}) =>
    told(hasElement(stackOf(tested).stack, 'volume', id, pattern)),
  /** `Output.of(stack).hasNetwork(id, pattern)`. */
  toHaveNetwork: (tested: Tested, id: string, pattern: NetworkLike = {}) =>
    told(hasElement(stackOf(tested).stack, 'network', id, pattern)),
  /** `Output.of(stack).hasFile(path, content)`. */
  toHaveFile: (tested: Tested, path: string, content?: ContentLike) =>
    told(hasFile(stackOf(tested), path, content)),
  /** `Findings.of(app).has(rule, where)`. */
  toFind: (tested: InApp, rule: string, where?: Where) => told(finds(findingsOf(tested), rule, where)),
  /** `Findings.of(app).areNone(least)`. */
  toLintClean: (tested: InApp, least: Severity = 'info') => told(clean(findingsOf(tested), least)),
};

function told({ holds, message, negated, actual, expected }: Verdict): Told {
  return { pass: holds, message: () => (holds ? negated : message), actual, expected };
}

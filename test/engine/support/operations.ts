import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, run, standIns } from './tool.ts';

export const environments = ['local', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environments)[number];

const digest = /@sha256:[0-9a-f]{64}/;

/** An image's name as it is here: what was made here has no digest that a registry knows. */
export function here(image: string): string {
  return standIns ? image.replace(digest, '') : image;
}

/** The generated operations repository, copied where an operator would put it; removed by `dispose`. */
export function checkout(from = 'out/posthog'): { readonly folder: string; readonly dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-operations-'));
  cpSync(from, folder, { recursive: true });
  if (standIns) {
    const { out } = run('grep', ['-rlE', digest.source, folder]);
    const pinned = out.split('\n').filter((file) => file !== '');
    if (pinned.length > 0) must('sed', ['-i', '-E', `s/${digest.source}//g`, ...pinned]);
  }
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `make init`, and what the operator fills in by hand. */
export function init(folder: string): void {
  must('make', ['init'], { cwd: folder });
  const typed = 's/^DOMAIN=$/DOMAIN=posthog.example.com/; s/^ACME_EMAIL=$/ACME_EMAIL=ops@example.com/';
  must('sed', ['-i', typed, '.env'], { cwd: folder });
}

/** What a changed compiler generates: a copy of this one in which `edit` changed lines. Removed by `dispose`. */
export function compiledAnew(edit: (edited: Edited) => void): {
  readonly folder: string;
  readonly dispose: () => void;
} {
  const copy = mkdtempSync(join(tmpdir(), 'stowage-compiler-'));
  for (const part of ['src', 'constructs', 'stacks', 'schemas', 'package.json', 'tsconfig.json'])
    cpSync(part, join(copy, part), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  edit({
    replace(file, pattern, by) {
      const text = must('cat', [join(copy, file)]);
      const changed = text.replace(pattern, by);
      if (changed === text) throw new Error(`${file} has no ${pattern} any more: change this test with it`);
      must('tee', [join(copy, file)], { input: changed });
    },
  });
  must('node', ['src/cli/stowage.cjs', 'synth'], { cwd: copy });
  // Its name may be what was edited.
  const [stack = ''] = readdirSync(join(copy, 'out'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  return {
    folder: join(copy, 'out', stack),
    dispose: () => rmSync(copy, { recursive: true, force: true }),
  };
}

export interface Edited {
  /** Fails when the file holds nothing like the pattern. */
  readonly replace: (file: string, pattern: RegExp | string, by: string) => void;
}

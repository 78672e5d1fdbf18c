import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from './tool.ts';

export const environments = ['local', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environments)[number];

/** The generated operations repository, copied where an operator would put it; removed by `dispose`. */
export function checkout(): { readonly folder: string; readonly dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-operations-'));
  cpSync('out/posthog', folder, { recursive: true });
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `make init`, and what the operator fills in by hand. */
export function init(folder: string): void {
  must('make', ['init'], { cwd: folder });
  must(
    'sed',
    ['-i', 's/^DOMAIN=$/DOMAIN=posthog.example.com/; s/^ACME_EMAIL=$/ACME_EMAIL=ops@example.com/', '.env'],
    {
      cwd: folder,
    },
  );
}

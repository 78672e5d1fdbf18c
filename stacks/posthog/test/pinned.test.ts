import { createHash } from 'node:crypto';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { stowage } from '../../../test/support/command.ts';
import { written } from '../../../test/support/determinism.ts';
import { folder, tree } from '../../../test/support/folder.ts';
import app from './app.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Any digest will do: no registry is asked by a synthesis. */
const digestOf = (image: string) => `sha256:${createHash('sha256').update(image).digest('hex')}`;

/** Without digests, and without what is computed from them: the tag of an image of our own, the sums of the manifest. */
function plain(content: string): string {
  return content
    .replaceAll(/@sha256:[0-9a-f]{64}/g, '')
    .replaceAll(/(posthog-\w+\/clickhouse:[\d.]+)-[0-9a-f]{12}/g, '$1')
    .replaceAll(/^([0-9a-f]{16,64})(?= )/gm, 'sum');
}

test('with digests, what is generated differs in the names of the images alone', async () => {
  const cwd = folder({ 'package.json': '{"type": "module"}' });
  for (const part of ['src', 'constructs', 'schemas', 'node_modules', 'tsconfig.json'])
    symlinkSync(join(root, part), join(cwd, part));
  cpSync(join(root, 'stacks'), join(cwd, 'stacks'), { recursive: true });
  const file = join(cwd, 'stacks/posthog/images.ts');
  const source = readFileSync(file, 'utf8').replaceAll(/@sha256:[0-9a-f]{64}/g, '');
  const named = /(?<=^ {2}\w+: ')([\w./-]+:[\w.-]+)(?=',$)/gm;
  expect([...source.matchAll(named)]).toHaveLength(10);
  writeFileSync(
    file,
    source.replaceAll(named, (image) => `${image}@${digestOf(image)}`),
  );

  const { code, err } = await stowage(cwd, ['synth', '--app', 'stacks/posthog/test/app.ts']);
  expect([code, err]).toEqual([0, '']);
  const [pinned, plainly] = [tree(join(cwd, 'out')), written(app)];
  expect(Object.keys(pinned)).toEqual(Object.keys(plainly));
  const differs = Object.keys(pinned).filter(
    (path) => plain(pinned[path] ?? '') !== plain(plainly[path] ?? ''),
  );
  expect(differs).toEqual([]);

  const compose = pinned['posthog/production/docker-compose.yml'] ?? '';
  const postgres = /image: (postgres:[\w.-]+)@/.exec(compose)?.[1] ?? '';
  expect(compose).toContain(`    image: ${postgres}@${digestOf(postgres)}\n`);
  expect(pinned['posthog/production/clickhouse-posthog/Dockerfile']).toMatch(
    /^FROM clickhouse\/clickhouse-server:[\d.]+@sha256:[0-9a-f]{64}$/m,
  );
});

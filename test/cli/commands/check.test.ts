import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, shop, stowage } from '../../support/command.ts';
import { tree } from '../../support/folder.ts';

test('every way to differ is in a patch that git applies, nothing is written, and the exit code is 1', async () => {
  const cwd = project(shop);
  await stowage(cwd, ['synth']);
  const wanted = tree(join(cwd, 'out'));
  const at = (name: string) => join(cwd, 'out/shop/staging', name);

  writeFileSync(at('Makefile'), `${readFileSync(at('Makefile'), 'utf8')}mine:\n\techo mine\n`);
  rmSync(at('.env.example'));
  chmodSync(at('docker-compose.yml'), 0o755);
  writeFileSync(at('orphan'), 'old\n');
  const manifest = join(cwd, 'out/.stowage-manifest');
  writeFileSync(manifest, `${readFileSync(manifest, 'utf8')}shop/staging/orphan\n`);
  const drifted = tree(join(cwd, 'out'));

  const { code, out, err } = await stowage(cwd, ['check']);
  expect(code).toBe(1);
  expect(err).toBe('out is not what the source says: 5 files differ\n        → npm run synth\n');
  expect(tree(join(cwd, 'out'))).toEqual(drifted);
  expect(out).toContain(`--- a/out/shop/staging/Makefile
+++ b/out/shop/staging/Makefile
`);
  expect(out).toContain('\n-mine:\n-\techo mine\n');
  expect(out).toContain(`diff --git a/out/shop/staging/.env.example b/out/shop/staging/.env.example
new file mode 100644
--- /dev/null
+++ b/out/shop/staging/.env.example
`);
  expect(
    out,
  ).toContain(`diff --git a/out/shop/staging/docker-compose.yml b/out/shop/staging/docker-compose.yml
old mode 100755
new mode 100644
`);
  expect(out).toContain(`deleted file mode 100644
--- a/out/shop/staging/orphan
+++ /dev/null
@@ -1,1 +0,0 @@
-old
`);

  const git = spawnSync('git', ['apply', '-'], { cwd, input: out, encoding: 'utf8' });
  if (git.error === undefined) {
    expect(git.stderr).toBe('');
    expect(tree(join(cwd, 'out'))).toEqual(wanted);
  }
});

test('a folder that is not there yet differs in everything', async () => {
  const cwd = project(shop);
  const { code, out, err } = await stowage(cwd, ['check', '--out', 'elsewhere']);
  expect(code).toBe(1);
  expect(err).toMatch(/^elsewhere is not what the source says: \d+ files differ\n/);
  expect(out).toContain('+++ b/elsewhere/shop/staging/docker-compose.yml\n');
  expect(tree(cwd)).not.toHaveProperty('elsewhere');
});

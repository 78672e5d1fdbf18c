import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { baseOf } from '../../src/api/revision.ts';
import { folder, put } from '../support/folder.ts';

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd,
      stdio: 'pipe',
    },
  );
/** A repository with one commit: two environments, and what else lies there. */
function repository(below = ''): string {
  const root = folder({
    [`${below}out/shop/live/docker-compose.yml`]: 'services: {}\n',
    [`${below}out/shop/test env/docker-compose.yml`]: 'name: ünï\n',
    [`${below}out/shop/live/sub/docker-compose.yml`]: 'deeper\n',
    [`${below}out/shop/README.md`]: 'no environment\n',
  });
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'first');
  return root;
}

describe('what there is to compare with', () => {
  test.each(['', 'ops/'])('a revision, the output folder in %j', (below) => {
    const root = repository(below);
    put(root, { [`${below}out/shop/live/docker-compose.yml`]: 'changed\n' });
    const { name, files } = baseOf('HEAD', join(root, below, 'out'));
    expect(name).toBe('HEAD');
    expect(Object.fromEntries(files)).toEqual({
      'shop/live': 'services: {}\n',
      'shop/test env': 'name: ünï\n',
    });
  });

  test('an output folder that is not there any more', () => {
    const root = repository();
    rmSync(join(root, 'out'), { recursive: true });
    expect([...baseOf('HEAD', join(root, 'out')).files.keys()]).toEqual(['shop/live', 'shop/test env']);
  });

  test('one that the revision does not have', () => {
    expect(baseOf('HEAD', join(repository(), 'elsewhere')).files.size).toBe(0);
  });

  test('a folder', () => {
    const root = repository();
    const { name, files } = baseOf(join(root, 'out'), 'nowhere');
    expect(name).toBe(join(root, 'out'));
    expect([...files.keys()]).toEqual(['shop/live', 'shop/test env']);
  });

  test.each(['nothing', '--all', 'HEAD~7', ''])('%j is neither', (said) => {
    expect(() => baseOf(said, join(repository(), 'out'))).toThrow(
      expect.objectContaining({
        code: 'no-base',
        message: expect.stringContaining(`"${said}" is no folder, and git says: `),
        fix: 'commit the output folder first, or name a revision or a folder: --base origin/main',
      }),
    );
  });

  test('no repository, and one without a commit', () => {
    const bare = folder();
    expect(() => baseOf('HEAD', join(bare, 'out'))).toThrow(/there is nothing to compare with/);
    git(bare, 'init', '-q');
    expect(() => baseOf('HEAD', join(bare, 'out'))).toThrow(/there is nothing to compare with/);
  });
});

// What is known of public images, made anew: npm run images -- <folder of checkouts>. Each is <owner>+<name>, a clone with or without a work tree; one that is not
// there is cloned from GitHub into that folder. Without a folder what somebody has read is made anew, and the rest stays.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../constructs/images/table.gen.ts';
import type { ImageRow } from '../../src/model/image-row.ts';
import { printed } from './printed.ts';
import type { Checkouts, Source } from './table.ts';
import { resaid, rowsOf } from './table.ts';

const [folder] = process.argv.slice(2);

const lines = <T>(file: string): readonly T[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const sources = lines<Source>('sources.jsonl');
const said = lines<ImageRow>('facts.jsonl');
writeFileSync(
  join(import.meta.dirname, '../../constructs/images/table.gen.ts'),
  printed(
    sources,
    folder === undefined ? resaid(sources, said, table) : rowsOf(sources, said, checkouts(folder)),
  ),
);

/** Clones below a folder, the newest commit of each. */
function checkouts(below: string): Checkouts {
  const places = new Map<string, string>();
  const place = (repository: string) => {
    const known = places.get(repository);
    if (known !== undefined) return known;
    const at = join(below, repository.replace('/', '+'));
    const clone = existsSync(join(at, 'repo')) ? join(at, 'repo') : at;
    if (!existsSync(clone))
      git(['clone', '--quiet', '--no-checkout', '--', `https://github.com/${repository}.git`, clone]);
    places.set(repository, clone);
    return clone;
  };
  return {
    head(repository) {
      const [commit = '', day = ''] =
        git(['-C', place(repository), 'log', '-1', '--format=%H %cs', 'HEAD'])
          ?.trim()
          .split(' ') ?? [];
      return { commit, day };
    },
    read: (repository, path, at = 'HEAD') => git(['-C', place(repository), 'show', `${at}:${path}`], true),
    tags: (repository) =>
      git(['-C', place(repository), 'tag'])
        ?.trim()
        .split('\n') ?? [],
  };
}

function git(args: readonly string[], mayFail = false): string | undefined {
  const { status, stdout, stderr } = spawnSync('git', [...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status === 0) return stdout;
  if (mayFail) return undefined;
  throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

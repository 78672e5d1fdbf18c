import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { StowageError } from '../model/error.ts';

/** What an output folder held at some time: the compose file of each environment, by `system/environment`. */
export interface Base {
  /** As messages name it: `HEAD`, `origin/main`, a folder. */
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

const file = 'docker-compose.yml';

/**
 * What is there to compare with: a folder like the output folder, or that folder at a revision of its git repository.
 * @throws StowageError `no-base`
 */
export function baseOf(said: string, out: string): Base {
  if (statSync(said, { throwIfNoEntry: false })?.isDirectory())
    try {
      return { name: said, files: inFolder(said) };
    } catch (cause) {
      throw new StowageError(
        'no-base',
        `the folder "${said}" cannot be read: ${cause instanceof Error ? cause.message : cause}`,
        'name one that you may read: --base',
        { cause },
      );
    }
  return { name: said, files: atRevision(said, out) };
}

function inFolder(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const foldersIn = (path: string) =>
    readdirSync(path, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
  for (const system of foldersIn(folder).sort())
    for (const environment of foldersIn(join(folder, system)).sort()) {
      const path = join(folder, system, environment, file);
      if (existsSync(path)) found.set(`${system}/${environment}`, readFileSync(path, 'utf8'));
    }
  return found;
}

/** One question for the names, and one for all contents: each start of git takes as long as reading them. */
function atRevision(revision: string, out: string): ReadonlyMap<string, string> {
  const whole = resolve(out);
  let folder = whole;
  while (!existsSync(folder)) folder = dirname(folder);
  const below = relative(folder, whole).split(sep).join('/');
  const listed = git(folder, [
    'ls-tree',
    '-r',
    '-z',
    '--name-only',
    '--end-of-options',
    revision,
    `./${below}`,
  ]);
  if (listed.status !== 0) throw refusal(revision, listed.stderr.toString());
  const start = below === '' ? '' : `${below}/`;
  const names = listed.stdout
    .toString()
    .split('\0')
    .filter((name) => name.startsWith(start))
    .flatMap((name) => {
      const [, place] = /^([^/]+\/[^/]+)\/docker-compose\.yml$/.exec(name.slice(start.length)) ?? [];
      return place === undefined || name.includes('\n') ? [] : [{ name, place }];
    });
  if (names.length === 0) return new Map();
  const asked = git(
    folder,
    ['cat-file', '--batch'],
    names.map(({ name }) => `${revision}:./${name}\n`).join(''),
  );
  if (asked.status !== 0) throw refusal(revision, asked.stderr.toString());
  const texts = objectsIn(asked.stdout);
  return new Map(names.map(({ place }, i) => [place, texts[i] ?? '']));
}

/** What `--batch` prints: a line with the size, as many bytes, and a line end, for each object. */
function objectsIn(printed: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < printed.length; ) {
    const end = printed.indexOf('\n', at);
    const size = Number(/ blob (\d+)$/.exec(printed.toString('utf8', at, end))?.[1] ?? 0);
    texts.push(printed.toString('utf8', end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return texts;
}

function git(cwd: string, args: readonly string[], input = '') {
  return spawnSync('git', args, { cwd, input, maxBuffer: 2 ** 30 });
}

function refusal(revision: string, said: string): StowageError {
  const [line = ''] = said.trim().split('\n');
  return new StowageError(
    'no-base',
    `there is nothing to compare with: "${revision}" is no folder, and git says: ${line.replace(/^fatal: /, '') || 'nothing; is it installed?'}`,
    'commit the output folder first, or name a revision or a folder: --base origin/main',
  );
}

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import { hasHeading } from '../model/heading.ts';
import { bytesOf } from './bytes.ts';
import { foreign, shortened } from './paths.ts';
import { read } from './read.ts';

/** Lists the files that Stowage made, so that it can remove those it no longer makes and leave all others alone. */
export const manifestPath = '.stowage-manifest';

const title = '# The files that Stowage made here. Do not edit; run: npm run synth';

/** Who can write a line here has not written the file that it names: that one must show by itself whose it is. */
const unheaded = 'sha256:';

/**
 * One path a line: a merge of two branches that both add files is at worst a list with lines that name no file. Before
 * the path of a file that cannot open with our heading stands the digest of what was written.
 */
export function manifest(lines: Iterable<string>): Artifact {
  const sorted = [...new Set(lines)].map((line) => [pathOf(line), line] as const).sort(byText);
  const content = `${[title, ...sorted.map(([, line]) => line)].join('\n')}\n`;
  return { path: manifestPath, content, executable: false };
}

function byText(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [one.join('\0'), other.join('\0')];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function lineOf(artifact: Artifact): string {
  const { path, content, encoding } = artifact;
  return encoding === undefined && hasHeading(content)
    ? path
    : `${unheaded}${digest(bytesOf(artifact))} ${path}`;
}

export function pathOf(line: string): string {
  return line.startsWith(unheaded) ? line.slice(line.indexOf(' ') + 1) : line;
}

/** Whether Stowage can have made these bytes at a path: they open with its heading, or are those that a line tells of. */
export function canBeOurs(bytes: Buffer, path: string, lines: ReadonlySet<string>): boolean {
  return hasHeading(bytes.toString()) || lines.has(`${unheaded}${digest(bytes)} ${path}`);
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What the manifest of a folder lists. */
export interface Listed {
  readonly lines: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
  /** Paths at which nothing of ours can stand, and why. */
  readonly foreign: ReadonlyMap<string, string>;
}

/** @throws StowageError `bad-manifest` when it is no text of ours: then nobody knows what else is not */
export function listedIn(folder: string): Listed {
  const lines = textOf(join(folder, manifestPath))
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#') && pathOf(line) !== manifestPath);
  const judged = lines.map((line) => ({ line, path: pathOf(line), why: foreign(pathOf(line)) }));
  const sound = judged.filter(({ why }) => why === undefined);
  return {
    lines: new Set(sound.map(({ line }) => line)),
    paths: new Set(sound.map(({ path }) => path)),
    foreign: new Map(
      judged.flatMap(({ path, why }) => (why === undefined ? [] : [[shortened(path), why] as const])),
    ),
  };
}

function textOf(file: string): string {
  const found = read(file);
  if (found.kind === 'nothing') return '';
  if (found.kind !== 'file') throw bad(file, because[found.kind]);
  if (!isUtf8(found.bytes) || found.bytes.includes(0)) throw bad(file, 'is no text');
  return found.bytes.toString();
}

const because = {
  link: 'is a symbolic link',
  folder: 'is a folder',
  special: 'is neither a file nor a folder',
  large: 'is too large for a list of files',
};

function bad(file: string, why: string): StowageError {
  return new StowageError(
    'bad-manifest',
    `${file} ${why}, and only that file says what Stowage may remove`,
    `move it away and take back the one that was committed, for example with: git checkout -- ${file}`,
  );
}

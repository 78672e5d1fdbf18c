import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import type { StackModel } from '../model/stack.ts';
import type { Clash } from '../out/paths.ts';
import { clashes } from '../out/paths.ts';
import { ownerOf } from './owner.ts';

/**
 * Nothing, when each file can stand in the output folder beside all others, also where case means nothing.
 * @throws StowageError `bad-path` when a path leads elsewhere, `artifact-twice` when two files want one path,
 * `artifact-above` when a file wants the path of a folder
 */
export function checkPaths(stacks: readonly StackModel[], artifacts: readonly Artifact[]): void {
  const [clash] = clashes(artifacts.map(({ path }) => path));
  if (clash !== undefined) throw errorOf(stacks, clash);
}

function errorOf(stacks: readonly StackModel[], clash: Clash): StowageError {
  const { path } = clash;
  switch (clash.kind) {
    case 'misplaced':
      return new StowageError(
        'bad-path',
        `${JSON.stringify(path)} cannot be written: ${clash.why}`,
        /^it /.test(clash.why)
          ? 'give the file another path: relative, with forward slashes'
          : 'give the file another path',
        { at: authored(stacks, path) },
      );
    case 'twice': {
      const { other } = clash;
      return new StowageError(
        'artifact-twice',
        `two files want to be ${path}${path === other ? '' : `, and one ${other}: many disks tell no case`}`,
        another(authored(stacks, path, other)),
        { at: authored(stacks, path, other) },
      );
    }
    case 'above': {
      const { file } = clash;
      return new StowageError(
        'artifact-above',
        `${file} is to be a file, and a folder: ${path} lies in it`,
        another(authored(stacks, file, path)),
        { at: authored(stacks, file, path) },
      );
    }
  }
}

/** The names of most files are ours to give: what makes one of them is the author's. */
function another(owner: string): string {
  return owner.includes('/')
    ? `give "${owner}" another name or path`
    : 'give one of the systems another name';
}

/** Whoever can be asked to take another name: a construct, rather than the stack, whose files are ours. */
function authored(stacks: readonly StackModel[], ...paths: readonly string[]): string {
  const owners = paths.map((path) => ownerOf(stacks, path));
  return owners.find((owner) => owner.includes('/')) ?? owners[0] ?? '';
}

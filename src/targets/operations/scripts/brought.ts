import { notice } from '../../../files/notice.ts';
import type { TakeoverMethod } from '../../../model/adoption.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { BackupMethod } from '../../../model/backup.ts';
import { StowageError } from '../../../model/error.ts';
import type { MajorMethod } from '../../../model/major.ts';
import type { RotationMethod } from '../../../model/rotation.ts';
import type { StackModel } from '../../../model/stack.ts';
import { shellLines } from '../../../syntax/shell.ts';

/** A file of `scripts/` whose text a product brings. */
export interface Brought {
  /** Path of the construct that brings it. */
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

/** The file of `scripts/` that a method of saving becomes. */
export function methodFile({ name }: { readonly name: string }): string {
  return `method-${name}.sh`;
}

/** The file of `scripts/` that a takeover becomes. */
export function takeoverFile({ name }: { readonly name: string }): string {
  return `adopt-${name}.sh`;
}

/** The file of `scripts/` that what tells the majors of a product becomes. */
export function majorFile({ name }: { readonly name: string }): string {
  return `major-${name}.sh`;
}

/** Where the text of a rotation lies among the scripts. */
export function rotationFile({ name }: { readonly name: string }): string {
  return `rotate-${name}.sh`;
}

/**
 * Each once: those of the stores in saving order, then those of the takeovers, of the majors and of the rotations.
 * @throws StowageError `shell-file-twice` when two texts want one name
 */
export function broughtOf({ stores, adoption, majors = [], services }: StackModel): readonly Brought[] {
  const all = new Map<string, Brought>();
  for (const { path, method } of stores) add(path, methodFile(method), method);
  for (const { path, method } of adoption?.takeovers ?? [])
    if (method !== undefined) add(path, takeoverFile(method), method);
  for (const { path, method } of majors) add(path, majorFile(method), method);
  for (const { path, rotations = [] } of services)
    for (const { method } of rotations) if (method !== undefined) add(path, rotationFile(method), method);
  return [...all.values()];

  function add(
    path: string,
    file: string,
    method: BackupMethod | TakeoverMethod | MajorMethod | RotationMethod,
  ): void {
    for (const [name, text] of Object.entries({ [file]: method.script, ...method.parts })) {
      const other = all.get(name);
      if (other !== undefined && other.text !== text)
        throw new StowageError(
          'shell-file-twice',
          `two texts want to be scripts/${name}: that of "${path}" is not that of "${other.path}"`,
          'give one of them another name',
          { at: path },
        );
      if (other === undefined) all.set(name, { path, file: name, text });
    }
  }
}

/** The shell text that products bring, each under the line that says that it is generated. */
export function broughtScripts(stack: StackModel): readonly Artifact[] {
  return broughtOf(stack).map(({ file, text }) => ({
    path: `scripts/${file}`,
    content: `# ${notice(stack)}\n${shellLines(text)}\n`,
    executable: false,
  }));
}

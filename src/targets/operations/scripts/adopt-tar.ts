import type { ArchiveModel } from '../../../model/adoption.ts';
import type { StackModel } from '../../../model/stack.ts';

/** A volume whose place an archive may take. */
interface Archive {
  readonly service: string;
  readonly volume: string;
  /** The end of the names of its functions. */
  readonly name: string;
  readonly archive: ArchiveModel;
}

/** Every volume whose place an archive may take. */
export function archivesOf({ adoption }: StackModel): readonly Archive[] {
  return (adoption?.takeovers ?? []).flatMap(({ service, volumes: [volume], method }) =>
    volume === undefined || method?.archive === undefined
      ? []
      : [{ service, volume, name: method.name, archive: method.archive }],
  );
}

/** The products whose archives can be brought in, for a sentence; nothing when there is none. */
export function archivedProducts(stack: StackModel): string | undefined {
  const products = new Set(archivesOf(stack).map(({ archive }) => archive.product));
  return products.size === 0 ? undefined : [...products].join(' or ');
}

/** What the scripts know of archives. */
export function archiveFacts(stack: StackModel): object {
  const archives = archivesOf(stack);
  const looks = new Map(archives.map(({ name, archive }) => [name, body(archive.script)]));
  const several = looks.size > 1;
  const product = archivedProducts(stack) ?? '';
  return {
    tars: archives.length > 0,
    product,
    alone: `the archive holds ${product} alone: everything else begins empty`,
    databases: archives.map(({ service }) => service),
    archives: archives.map(({ service, volume, name }) => ({ service, volume, look: lookOf(name) })),
    // One product's function can keep its name; of several each gets one of its own.
    looks: several
      ? [...looks].map(([name, text]) => text.replaceAll(/\blook_into_tar\b/g, lookOf(name)))
      : [...looks.values()],
    several,
  };
}

function lookOf(name: string): string {
  return `look_into_tar_${name}`;
}

/** Without the comments that a file of its own begins with. */
function body(script: string): string {
  return script.replace(/^(?:#.*\n)+\n/, '');
}

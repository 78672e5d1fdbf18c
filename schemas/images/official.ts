/** What Docker's library says of the tags of one image. */
export interface Entry {
  readonly tags: readonly string[];
  /** `docker-library/redis` */
  readonly repository: string;
  readonly dockerfile: string;
  /** The tag of the repository at which it is read. @default - what is checked out */
  readonly at?: string;
}

/**
 * The tags of an image and the Dockerfiles that they are built of, but for Windows.
 * @see https://github.com/docker-library/official-images#instruction-format
 */
export function entriesOf(library: string): readonly Entry[] {
  const [head = '', ...blocks] = library
    .replace(/^#.*\n/gm, '')
    .replace(/,\n\s+/g, ', ')
    .split(/\n\s*\n/);
  const common = fieldsOf(head);
  const all = common.has('Tags') ? [head, ...blocks] : blocks;
  return all.flatMap((block) => {
    const fields = new Map([...common, ...fieldsOf(block)]);
    const repository = /github\.com\/([^/]+\/[^/\s]+?)(\.git)?\s*$/.exec(fields.get('GitRepo') ?? '')?.[1];
    const tags = [fields.get('Tags'), fields.get('SharedTags')].flatMap(
      (list) => list?.split(/\s*,\s*/) ?? [],
    );
    if (repository === undefined || tags.length === 0 || fields.has('Constraints')) return [];
    const folder = fields.get('amd64-Directory') ?? fields.get('Directory') ?? '.';
    const file = fields.get('amd64-File') ?? fields.get('File') ?? 'Dockerfile';
    return [{ tags, repository, dockerfile: folder === '.' ? file : `${folder.replace(/\/$/, '')}/${file}` }];
  });
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  return new Map(
    [...block.matchAll(/^([\w-]+):\s*(.*?)\s*$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

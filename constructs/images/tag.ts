/** The repository without the registry's host and Docker Hub's own folder, the tag, and the version that it begins with. */
export function imageName(image: string): {
  readonly repository: string;
  readonly version: string | undefined;
  readonly tag: string;
} {
  const [name = ''] = image.split('@');
  const match = /^(.*?)(?::([^:/]*))?$/.exec(name);
  const [, full = '', tag = ''] = match ?? [];
  const repository = full.replace(/^(?:docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '');
  return { repository, version: /^(?:v|release-)?(\d+(?:\.\d+)*)/.exec(tag)?.[1], tag };
}

/** The first number of a version; NaN when there is none. */
export function major(version: string | undefined): number {
  return Number.parseInt(version ?? '', 10);
}

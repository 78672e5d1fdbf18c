import type { StackModel } from '../../../model/stack.ts';

/** Where Caddy runs, and where its Caddyfile lies. */
export interface Edge {
  readonly service: string;
  /** In the folder of the environment. */
  readonly file: string;
  /** In the container. */
  readonly target: string;
  /** Where the container keeps its data, and so the certificate of its own authority; none when it has no such volume. */
  readonly data: string | undefined;
  /** Its certificates come from an authority that must reach it from outside. */
  readonly asksAnAuthority: boolean;
}

/** The service that mounts a Caddyfile, if one does. */
export function edgeOf(stack: StackModel): Edge | undefined {
  for (const { file, content } of stack.files) {
    if (content.kind !== 'caddyfile') continue;
    for (const { id, mounts } of stack.services) {
      const mount = mounts.find((candidate) => candidate.kind === 'file' && candidate.file === file);
      if (mount === undefined) continue;
      const data = mounts.find(({ kind, target }) => kind === 'volume' && target === '/data');
      const asksAnAuthority = content.tls === 'staging' || content.tls === 'public';
      return { service: id, file, target: mount.target, data: data?.target, asksAnAuthority };
    }
  }
  return undefined;
}

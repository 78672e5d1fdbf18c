import { literal } from '../../../compose/text.ts';
import { plainSource, sourcesOf } from '../../../lower/runs.ts';
import { configOf } from '../../../lower.ts';
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
    for (const service of stack.services) {
      const mount = sourcesOf(service).find(({ source }) => plainSource(source) === file);
      if (mount === undefined) continue;
      const { volumes = [] } = configOf(service);
      const hasData = volumes.some(
        ({ type, target = [] }) => type === 'volume' && literal(target) === '/data',
      );
      const asksAnAuthority = content.tls === 'staging' || content.tls === 'public';
      return {
        ...{ service: service.id, file, target: mount.target, asksAnAuthority },
        data: hasData ? '/data' : undefined,
      };
    }
  }
  return undefined;
}

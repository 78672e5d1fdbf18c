import type { Ink } from './ink.ts';
import { inkOf } from './ink.ts';
import type { Link } from './links.ts';
import { linkOf } from './links.ts';

/** What a stream can show. */
export interface Reader {
  readonly ink: Ink;
  readonly link: Link;
  /** A program may read it: a patch stays as it is, to the byte. */
  readonly exact?: boolean;
}

/** Whoever reads a stream. */
export function readerOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Reader {
  return { ink: inkOf(stream), link: linkOf(stream, env), exact: !stream.isTTY };
}

import { fileURLToPath } from 'node:url';

// The stack is captured when a construct is made and read only when a finding needs it: formatting it is slow.
const traces = new WeakMap<object, Error>();
const here = new URL('.', import.meta.url).href;

/** Remembers where the author made this construct. */
export function rememberPlace(construct: object): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  traces.set(construct, new Error());
  Error.stackTraceLimit = limit;
}

/** `file:line:column` of the author's line, or undefined when it is not in the trace. */
export function placeOf(construct: object): string | undefined {
  return authorFrame(traces.get(construct)?.stack ?? '');
}

/** The first frame of a trace outside this folder, Node and the dependencies. */
function authorFrame(stack: string): string | undefined {
  for (const line of stack.split('\n')) {
    const frame = /\(?((?:file:\/\/)?\/[^()]+:\d+:\d+)\)?$/.exec(line)?.[1];
    if (frame === undefined || frame.includes('/node_modules/')) continue;
    const url = frame.startsWith('file:') ? frame : `file://${frame}`;
    if (!url.startsWith(here))
      return fileURLToPath(url.replace(/:\d+:\d+$/, '')) + (/:\d+:\d+$/.exec(url)?.[0] ?? '');
  }
  return undefined;
}

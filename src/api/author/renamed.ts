import { fileURLToPath } from 'node:url';
import { isError } from '../thrown.ts';

/** What Node threw while it loaded modules that are made of the author's sources, with the names of the sources. */
export function renamed(thrown: unknown, sources: ReadonlyMap<string, string>): unknown {
  const [first] = sources.keys();
  if (first === undefined || !isNodes(thrown)) return thrown;
  const said = (text: string): string => {
    let renamed = text.replace(/'\.\/(\d+\.mjs)'/g, (as, name) => {
      const source = sources.get(new URL(name, first).href);
      return source === undefined ? as : `'${source}'`;
    });
    for (const [url, source] of sources)
      renamed = renamed.replaceAll(url, source).replaceAll(fileURLToPath(url), source);
    return renamed;
  };
  const { stack } = thrown;
  thrown.message = said(thrown.message);
  if (stack !== undefined) thrown.stack = said(stack);
  return thrown;
}

/** Of a module that is not there, or is no module. */
function isNodes(thrown: unknown): thrown is Error {
  return (
    isError(thrown) &&
    (thrown.name === 'SyntaxError' || ('code' in thrown && /^ERR_/.test(String(thrown.code))))
  );
}

import { isStowageError } from '../model/error.ts';
import { originOfError } from '../model/origin.ts';
import { authorPlace, frames, traceOf } from '../model/place.ts';
import { Broken, diagnosed, say } from './diagnosis.ts';
import { spellPlace } from './place.ts';
import { isError, messageOf, onOneLine } from './thrown.ts';

export { Broken } from './diagnosis.ts';

/** What the author's code threw while it was loaded, said so that it can be mended. */
export function broken(thrown: unknown, entry: string): Broken {
  if (isStowageError(thrown)) return new Broken(thrown, originOfError(thrown) ?? { file: entry });
  return diagnosed(thrown) ?? thrownAnything(thrown, entry);
}

/** An error that the author's code threw when it was called back; undefined when it is one of ours. */
export function authorsOwn(thrown: unknown): Broken | undefined {
  const stack = traceOf(thrown);
  const innermost = frames(stack).find(({ file }) => !file.includes('/node_modules/'));
  const place = authorPlace(stack);
  return place !== undefined && place.file === innermost?.file
    ? thrownAnything(thrown, place.file)
    : undefined;
}

function thrownAnything(thrown: unknown, entry: string): Broken {
  const place = originOfError(thrown) ?? { file: entry };
  if (!isError(thrown)) {
    const what = onOneLine(thrown);
    return say(
      thrown,
      place,
      'stack-throws',
      `the stack throws ${what}, which is no Error`,
      'throw new Error(…)',
    );
  }
  const [innermost] = frames(traceOf(thrown));
  const elsewhere =
    innermost === undefined ||
    [place.file, place.by?.file].includes(innermost.file) ||
    innermost.file.includes('/node_modules/')
      ? ''
      : ` (thrown in ${spellPlace(innermost)})`;
  const kind = thrown.name === 'Error' ? '' : `${thrown.name}: `;
  const cause = thrown.cause === undefined ? '' : `\nbecause: ${messageOf(thrown.cause)}`;
  const message = `${kind}${messageOf(thrown) || 'an error without a message'}${elsewhere}${cause}`;
  return say(
    thrown,
    place,
    'stack-throws',
    message,
    'mend that line, or what it passes; --debug shows the trace',
  );
}

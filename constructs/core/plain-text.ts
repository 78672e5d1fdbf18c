import { StowageError } from '../../src/model/error.ts';

/**
 * What a value answers that is put into a plain string, or makes the name of a key: JavaScript would write `[object Object]` there.
 * @throws StowageError `bad-prop` at that line
 */
export function refusePlainText(what: string): never {
  throw new StowageError(
    'bad-prop',
    `${what} stands in a plain string or in the name of a key, where nothing of it is left`,
    'write text`…` around it: text`https://${domain}/`; the names of keys are plain text',
  );
}

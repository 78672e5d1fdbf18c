import { notice } from '../../files/notice.ts';
import type { Artifact } from '../../model/artifact.ts';
import { isStowageError, StowageError } from '../../model/error.ts';
import { originOfError } from '../../model/origin.ts';
import type { OperationsFileModel, StackModel } from '../../model/stack.ts';
import { worded } from '../../model/worded.ts';

/**
 * The files that the author makes for the operators.
 * @throws StowageError `bad-content` when what makes one answers no text, `content-throws` when it throws
 */
export function operationsFiles(stack: StackModel): readonly Artifact[] {
  return (stack.operationsFiles ?? []).map((one) => ({
    path: one.file,
    content: opened(textOf(stack, one), one, stack),
    executable: one.executable,
  }));
}

function textOf(stack: StackModel, { path, file, content }: OperationsFileModel): string {
  if (typeof content === 'string') return content;
  const text: unknown = made(() => content(stack), path, file);
  if (typeof text === 'string') return text;
  throw new StowageError(
    'bad-content',
    `the content of ${file} is ${text === null ? 'null' : `a value of type ${typeof text}`}, not a text`,
    'let the function return the whole text of the file',
    { at: path },
  );
}

function made(work: () => unknown, path: string, file: string): unknown {
  try {
    return work();
  } catch (error) {
    if (isStowageError(error)) throw error;
    throw new StowageError(
      'content-throws',
      `what makes ${file} throws ${worded(error)}`,
      'mend that function; --debug shows the trace',
      { cause: error, ...(originOfError(error) === undefined && { at: path }) },
    );
  }
}

/** With the line that says where it comes from, below the one that says what runs it. */
function opened(text: string, { comment }: OperationsFileModel, stack: StackModel): string {
  if (comment === undefined) return text;
  const [, program = '', rest = ''] = /^(#!.*\n)?([\s\S]*)$/.exec(text) ?? [];
  return `${program}${comment} ${notice(stack)}\n${rest}`;
}

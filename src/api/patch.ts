import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { Change } from '../out/compare.ts';

/** From what is there to what is to be there: a unified diff that `git apply` takes; of what is no text, that it differs, as `diff` says it. */
export function patch(folder: string, change: Change): string {
  const path = join(folder, change.path).replace(/^\/+/, '');
  const { before } = change;
  const after = change.kind === 'write' ? change.artifact : undefined;
  const binary = after?.encoding !== undefined || before?.bytes.includes(0) === true;
  const was = before === undefined || binary ? '' : Buffer.from(before.bytes).toString();
  const is = binary ? '' : (after?.content ?? '');
  const { hunks } = structuredPatch(path, path, was, is);
  const [one, other] = [before ? `a/${path}` : '/dev/null', after ? `b/${path}` : '/dev/null'];
  const formatted = formatPatch(
    {
      isGit: true,
      oldHeader: undefined,
      newHeader: undefined,
      oldFileName: one,
      newFileName: other,
      ...(before === undefined && { isCreate: true }),
      ...(after === undefined && { isDelete: true }),
      ...(before?.executable !== after?.executable && modes(before?.executable, after?.executable)),
      hunks,
    },
    FILE_HEADERS_ONLY,
  );
  if (binary) return `${formatted.trimEnd()}\nBinary files ${one} and ${other} differ\n`;
  return `${formatted.trimEnd()}\n${invisible(before?.bytes, is)}`;
}

function modes(was: boolean | undefined, is: boolean | undefined): { oldMode?: string; newMode?: string } {
  return {
    ...(was !== undefined && { oldMode: was ? '100755' : '100644' }),
    ...(is !== undefined && { newMode: is ? '100755' : '100644' }),
  };
}

const carriageReturn = 0x0d;

/** What a reader cannot see in the lines. */
function invisible(before: Uint8Array | undefined, after: string): string {
  if (before === undefined) return '';
  if (!isUtf8(before)) return '# the file there is not UTF-8\n';
  return before.includes(carriageReturn) && !after.includes('\r')
    ? '# the file there has carriage returns (CRLF)\n'
    : '';
}

import { StowageError } from '../model/error.ts';

/** Says what the operating system refused, and what to do about it: mend it, or do what `otherwise` says. */
export function withRefusal<T>(
  folder: string,
  work: () => T,
  otherwise = 'choose another folder with --out',
): T {
  try {
    return work();
  } catch (error) {
    throw refusal(folder, error, otherwise) ?? error;
  }
}

function refusal(folder: string, error: unknown, otherwise: string): StowageError | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  const code = String(error.code);
  // A rename that is refused is refused at its destination.
  const [where = folder] = ['dest', 'path'].flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? [value] : [];
  });
  const say = (name: string, message: string, fix: string) =>
    new StowageError(name, message, fix, { cause: error });
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return say(
        'out-denied',
        `you may not write or read ${where} (${code})`,
        `give your user the right to, or ${otherwise}`,
      );
    case 'EROFS':
      return say('out-denied', `${where} is on a read-only file system`, otherwise);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return say(
        'out-full',
        `there is no room left for ${where} (${code})`,
        'free some, and run it again: every file is whole, old or new',
      );
    default:
      return say('out-refused', `${where}: ${error.message}`, `mend that, or ${otherwise}`);
  }
}

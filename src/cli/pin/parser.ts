import { StowageError } from '../../model/error.ts';
import { isMissing } from '../../model/missing.ts';

/**
 * What reads the author's TypeScript. It is heavy, and little needs it: whoever installs Stowage gets it only where he asks for it.
 * @throws StowageError `library-missing` when it is not installed
 */
export async function parser(what: string): Promise<typeof import('ts-morph')> {
  try {
    return await import('ts-morph');
  } catch (error) {
    if (!isMissing(error, 'ts-morph')) throw error;
    throw new StowageError(
      'library-missing',
      `${what} reads the source with ts-morph, and it is not installed`,
      'type: npm install --save-dev ts-morph@28',
    );
  }
}

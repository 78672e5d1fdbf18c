import type { ImageReference } from '../../compose/image.ts';
import { readImage, spellImage } from '../../compose/image.ts';
import type { Logins } from '../../registry/credentials.ts';
import { dockerLogins } from '../../registry/credentials.ts';
import { digestOf } from '../../registry/digest.ts';
import { endpointOf } from '../../registry/endpoint.ts';
import { Refused } from '../../registry/refused.ts';
import type { Wanted } from './wanted.ts';

/** What a registry says of an image. */
export type Resolved = Wanted &
  (
    | { readonly kind: 'left'; readonly because: string }
    | { readonly kind: 'refused'; readonly refused: Refused }
    /** `pinned` is how it should be said, `before` the digest that it is said with. */
    | {
        readonly kind: 'found';
        readonly pinned: string;
        readonly before: string | undefined;
        readonly now: string;
      }
  );

/** Asks for one image after the other. A registry that does not answer is asked no more. */
export async function resolveAll(
  wanted: readonly Wanted[],
  env: NodeJS.ProcessEnv,
): Promise<readonly Resolved[]> {
  const logins = dockerLogins(env);
  const answers = new Map<string, string | Refused>();
  const broken = new Map<string, Refused>();
  const all: Resolved[] = [];
  for (const one of wanted) {
    const read = readImage(one.image);
    const tag = read?.tag;
    if (one.because !== undefined || read === undefined || tag === undefined) {
      all.push({ ...one, kind: 'left', because: one.because ?? '' });
      continue;
    }
    const { host, repository } = endpointOf(read);
    const key = `${host}/${repository}:${tag}`;
    const answer = answers.get(key) ?? broken.get(host) ?? (await asked({ ...read, tag }, logins));
    answers.set(key, answer);
    if (answer instanceof Refused && answer.whole) broken.set(host, answer);
    all.push(
      answer instanceof Refused
        ? { ...one, kind: 'refused', refused: answer }
        : {
            ...one,
            kind: 'found',
            pinned: spellImage({ ...read, digest: answer }),
            before: read.digest,
            now: answer,
          },
    );
  }
  return all;
}

async function asked(
  image: ImageReference & { readonly tag: string },
  logins: Logins,
): Promise<string | Refused> {
  try {
    return await digestOf(image, logins);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

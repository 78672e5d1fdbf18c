import { createHash } from 'node:crypto';
import type { ImageReference } from '../compose/image.ts';
import type { Credentials, Logins } from './credentials.ts';
import { nobody } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointOf } from './endpoint.ts';
import { Refused } from './refused.ts';
import type { Answer } from './request.ts';
import { ask } from './request.ts';
import { authorization, challengesIn, notAccepted } from './token.ts';

/** What a tag may point at: where there is an index of platforms, that and not one of them. */
const kinds = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/**
 * What the tag of an image points at now.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 * @throws Refused
 */
export async function digestOf(
  image: ImageReference & { readonly tag: string },
  logins: Logins,
): Promise<string> {
  const endpoint = endpointOf(image);
  const talk = new Talk(endpoint, await logins.of(endpoint.login));
  // A limit on pulls does not count this one. https://docs.docker.com/docker-hub/usage/pulls/
  const head = await talk.manifest('HEAD', image.tag);
  const digest = head.headers.get('docker-content-digest') ?? '';
  if (head.status === 200 && isDigest(digest)) return known(head, endpoint, digest);
  if (![200, 405, 501].includes(head.status)) throw refusal(head, endpoint, image.tag, talk.credentials);
  const whole = await talk.manifest('GET', image.tag);
  if (whole.status !== 200) throw refusal(whole, endpoint, image.tag, talk.credentials);
  return known(
    whole,
    endpoint,
    `sha256:${createHash('sha256')
      .update(await whole.bytes())
      .digest('hex')}`,
  );
}

/** One image's questions, with what was learned at the first of them: whether there is TLS, and who may ask. */
class Talk {
  readonly credentials: Credentials;
  readonly #endpoint: Endpoint;
  #scheme: 'https' | 'http' = 'https';
  #authorization: string | undefined;

  constructor(endpoint: Endpoint, credentials: Credentials) {
    this.#endpoint = endpoint;
    this.credentials = credentials;
  }

  async manifest(method: 'HEAD' | 'GET', tag: string): Promise<Answer> {
    const { host, repository } = this.#endpoint;
    const first = await this.#ask(method, `${this.#scheme}://${host}/v2/${repository}/manifests/${tag}`);
    const challenges = challengesIn(first.headers.get('www-authenticate') ?? '');
    if (first.status !== 401 || this.#authorization !== undefined || challenges.length === 0) return first;
    // Where it sent us elsewhere, that one learns no login of this one.
    const same = first.url.host === host;
    this.#authorization = await authorization(challenges, same ? this.credentials : nobody, {
      registry: this.#endpoint.registry,
      repository,
      plain: this.#endpoint.loopback,
    });
    return this.#authorization === undefined ? first : this.#ask(method, first.url.href);
  }

  async #ask(method: 'HEAD' | 'GET', url: string): Promise<Answer> {
    const { registry, loopback } = this.#endpoint;
    const asked = {
      method,
      who: registry,
      plain: loopback,
      headers: {
        accept: kinds.join(', '),
        ...(this.#authorization !== undefined && { authorization: this.#authorization }),
      },
    };
    try {
      return await ask(new URL(url), asked);
    } catch (error) {
      if (!loopback || this.#scheme === 'http' || !(error instanceof Refused)) throw error;
      this.#scheme = 'http';
      return ask(new URL(url.replace(/^https:/, 'http:')), asked);
    }
  }
}

function known({ headers }: Answer, { registry, repository }: Endpoint, digest: string): string {
  const kind = (headers.get('content-type') ?? '').replace(/;.*$/, '').trim().toLowerCase();
  if (kinds.includes(kind)) return digest;
  throw new Refused(
    `${registry} has of ${repository} only what no engine of today pulls (${kind || 'no content type'})`,
    'take a newer tag',
  );
}

function refusal(
  { status, headers }: Answer,
  { registry, repository }: Endpoint,
  tag: string,
  who: Credentials,
): Refused {
  if (status === 401 || status === 403) return notAccepted(registry, who);
  if (status === 404)
    return new Refused(`${registry} has no tag ${tag} of ${repository}`, 'correct the name or the tag');
  if (status === 429) {
    const after = /^\d{1,6}$/.exec(headers.get('retry-after') ?? '')?.[0];
    return new Refused(
      `${registry} wants to be asked less often (429)`,
      `${after === undefined ? 'wait' : `wait ${after} seconds`} and run it again${who.kind === 'nobody' ? `; who is logged in may ask more often: docker login ${registry}` : ''}`,
      { whole: true },
    );
  }
  return new Refused(
    `${registry} answers with ${status}`,
    status >= 500 ? 'try again later' : 'ask who runs it',
    {
      whole: status >= 500,
    },
  );
}

function isDigest(digest: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(digest);
}

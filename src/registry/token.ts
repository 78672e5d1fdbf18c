import type { Credentials } from './credentials.ts';
import { Refused } from './refused.ts';
import { ask } from './request.ts';

/** How a registry wants to be told who asks. */
export interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  readonly values: ReadonlyMap<string, string>;
}

/** The challenges of a `WWW-Authenticate` header that we can answer. @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1 */
export function challengesIn(header: string): readonly Challenge[] {
  const schemes = /\b(basic|bearer)((?:[ \t,]+\w+[ \t]*=[ \t]*(?:"(?:[^"\\]|\\.)*"|[^\s",]+))*)/gi;
  return [...header.matchAll(schemes)].map(([, scheme = '', values = '']) => ({
    scheme: scheme.toLowerCase() === 'basic' ? 'basic' : 'bearer',
    values: new Map(
      [...values.matchAll(/(\w+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g)].map(
        ([, name = '', quoted, bare]) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''],
      ),
    ),
  }));
}

export interface Wants {
  /** As people call it. */
  readonly registry: string;
  readonly repository: string;
  /** It is on this machine: so may be who gives its tokens. */
  readonly plain: boolean;
}

/** The header that answers a challenge; undefined when nobody is logged in and a password is asked for. @throws Refused */
export async function authorization(
  challenges: readonly Challenge[],
  credentials: Credentials,
  wants: Wants,
): Promise<string | undefined> {
  if (credentials.kind === 'token') return `Bearer ${credentials.token}`;
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer !== undefined) return `Bearer ${await tokenOf(bearer, credentials, wants)}`;
  const basic = challenges.some(({ scheme }) => scheme === 'basic');
  return basic && credentials.kind === 'password' ? basicly(credentials) : undefined;
}

function basicly({ user, password }: Extract<Credentials, { kind: 'password' }>): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/**
 * Asks who gives the tokens for one that may pull.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 */
async function tokenOf(
  { values }: Challenge,
  credentials: Credentials,
  { registry, repository, plain }: Wants,
): Promise<string> {
  const who = `the token server of ${registry}`;
  const asks = {
    service: values.get('service') ?? registry,
    scope: values.get('scope') ?? `repository:${repository}:pull`,
  };
  const realm = values.get('realm') ?? '';
  if (!URL.canParse(realm))
    throw new Refused(`${registry} does not say who gives its tokens`, 'ask who runs it', { whole: true });
  const url = new URL(realm);
  const identity = credentials.kind === 'identity';
  if (!identity) for (const [name, value] of Object.entries(asks)) url.searchParams.set(name, value);
  const { status, bytes } = identity
    ? await ask(url, {
        method: 'POST',
        who,
        plain,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          ...asks,
          grant_type: 'refresh_token',
          client_id: 'stowage',
          refresh_token: credentials.token,
        }).toString(),
      })
    : await ask(url, {
        method: 'GET',
        who,
        plain,
        headers: credentials.kind === 'password' ? { authorization: basicly(credentials) } : {},
      });
  const said = await bytes();
  if ([400, 401, 403].includes(status)) throw notAccepted(registry, credentials);
  if (status === 429)
    throw new Refused(`${who} wants to be asked less often (429)`, 'wait, and run it again', { whole: true });
  const token = status === 200 ? tokenIn(said) : undefined;
  if (token === undefined)
    throw new Refused(`${who} gives none, but answers with ${status}`, 'try again later', { whole: true });
  return token;
}

/** Of somebody who is logged in; of nobody, that the image is not for everybody. */
export function notAccepted(registry: string, { kind }: Credentials): Refused {
  return kind === 'nobody'
    ? new Refused(
        `${registry} shows it to nobody without a login, or does not have it`,
        `correct the name, or: docker login ${registry}`,
      )
    : new Refused(
        `${registry} does not accept the login that Docker has for it, or has no such image for it`,
        `correct the name, or log in anew: docker login ${registry}`,
      );
}

function tokenIn(said: Buffer): string | undefined {
  try {
    const { token, access_token }: { readonly token?: unknown; readonly access_token?: unknown } = JSON.parse(
      said.toString('utf8'),
    );
    const one = [token, access_token].find((each) => typeof each === 'string' && /^[\x21-\x7e]+$/.test(each));
    return typeof one === 'string' ? one : undefined;
  } catch {
    return undefined;
  }
}

import { Refused } from './refused.ts';

/** What came back, with nothing of it read that was not asked for. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  /** At most `most` bytes. @throws Refused */
  bytes(): Promise<Buffer>;
}

export interface Asked {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** As people call who is asked. */
  readonly who: string;
  /** It may be asked without TLS. @default false */
  readonly plain?: boolean;
}

/** No manifest is larger: the registries refuse to keep one. @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
const most = 4 * 2 ** 20;
const patience = 20_000;

/** Asks, and goes where it is sent: over TLS, and elsewhere without the login. @throws Refused */
export async function ask(url: URL, asked: Asked): Promise<Answer> {
  let [at, headers] = [url, asked.headers ?? {}];
  for (let sent = 0; sent <= 5; sent++) {
    if (at.protocol !== 'https:' && !(asked.plain === true && at.protocol === 'http:'))
      throw new Refused(
        `${asked.who} sends us to ${at.protocol}//${at.host}, which is not protected`,
        'ask who runs it',
        {
          whole: true,
        },
      );
    const response = await answer(at, { ...asked, headers });
    const location = response.headers.get('location');
    if (
      ![301, 302, 303, 307, 308].includes(response.status) ||
      location === null ||
      asked.method === 'POST'
    ) {
      const url = at;
      const { status, headers: said } = response;
      return { url, status, headers: said, bytes: () => limited(response, asked.who) };
    }
    await response.body?.cancel();
    const next = addressOf(location, at, asked.who);
    if (next.origin !== at.origin) headers = without(headers, 'authorization');
    at = next;
  }
  throw new Refused(`${asked.who} sends us round in a circle`, 'ask who runs it', { whole: true });
}

function addressOf(location: string, from: URL, who: string): URL {
  try {
    return new URL(location, from);
  } catch (cause) {
    throw new Refused(`${who} sends us to what is no address`, 'ask who runs it', { whole: true, cause });
  }
}

function without(headers: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

async function answer(url: URL, { method, headers = {}, body, who }: Asked): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(patience);
    return await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    throw unreachable(who, error);
  }
}

async function limited(response: Response, who: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > most) throw new Refused(`${who} sends more than a manifest can hold`, 'ask who runs it');
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof Refused ? error : unreachable(who, error);
  }
  return Buffer.concat(parts);
}

function unreachable(who: string, error: unknown): Refused {
  const code = codeOf(error);
  const whole = { whole: true, cause: error };
  if (code === 'TimeoutError')
    return new Refused(`${who} does not answer within ${patience / 1000} seconds`, 'try again later', whole);
  if (/CERT|SIGNED|VERIFY|ALTNAME|SSL|TLS/.test(code))
    return new Refused(
      `${who} cannot be trusted: ${code}`,
      'where its authority is your own: NODE_EXTRA_CA_CERTS=/path/to/ca.crt npx stowage pin',
      whole,
    );
  return new Refused(`${who} cannot be reached: ${code}`, 'see whether this machine can reach it', whole);
}

/** What failed is often the cause of what is thrown. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection';
  if (error.name === 'TimeoutError') return error.name;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : 'no connection';
}

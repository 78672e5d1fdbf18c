import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What stands at `127.0.0.1:PORT` until the test is over, and what it was asked. */
export interface Registry {
  readonly host: string;
  readonly asked: readonly Question[];
}

/** A registry that says what the test wants it to; the real one runs in the engine lane. */
export async function registry(answer: (question: Question, host: string) => Reply): Promise<Registry> {
  const asked: Question[] = [];
  const server = createServer(async (request, response) => {
    const question = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: await bodyOf(request),
    };
    asked.push(question);
    const { status = 200, headers = {}, body = '' } = answer(question, host);
    response.writeHead(status, headers).end(question.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return { host, asked };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

export const index = 'application/vnd.oci.image.index.v1+json';

/** `sha256:` and one digit, 64 times. */
export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** A manifest, as HEAD shows it. */
export const shows = (which: string, kind = index): Reply => ({
  headers: { 'content-type': kind, 'docker-content-digest': which },
});

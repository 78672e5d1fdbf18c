// A small web application behind the edge. node --import tsx upstream.ts PORT
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const text = 'The quick brown fox jumps over the lazy dog.\n'.repeat(2000);
const bytes = Buffer.alloc(100_000, 7);
let seen = 0;
let waiting: ServerResponse | undefined;

/** What it answers at each path; at any other it says what it was asked. */
const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/static/app.js': (_, response) => response.setHeader('Content-Type', 'text/javascript').end(text),
  '/static/picture.png': (_, response) => response.setHeader('Content-Type', 'image/png').end(bytes),
  '/static/packed.js': (_, response) =>
    response
      .setHeader('Content-Type', 'text/javascript')
      .setHeader('Content-Encoding', 'gzip')
      .end(gzipSync(text)),
  '/api/page': (_, response) => response.setHeader('Content-Type', 'text/html').end(text),
  '/stream': (_, response) => {
    response.setHeader('Content-Type', 'text/event-stream').write('data: first\n\n');
    waiting = response;
  },
  '/release': (_, response) => {
    waiting?.end('data: last\n\n');
    response.end();
  },
  '/seen': (_, response) => response.end(String(seen - 1)),
};

createServer((request, response) => {
  seen++;
  response.setHeader('Server', 'small/1.0');
  const answer = answers[request.url ?? ''];
  if (answer !== undefined) return answer(request, response);
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
  });
  request.on('end', () => {
    const { method, url, headers } = request;
    response
      .setHeader('Content-Type', 'application/json')
      .end(JSON.stringify({ method, url, headers, size }));
  });
}).listen(Number(process.argv[2]), '127.0.0.1');

#!/usr/bin/env node
// Says so where Node is too old, and starts. The package has everything else in JavaScript; in a clone tsx reads the sources.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Stowage needs Node 20.19 or later; this is ${process.versions.node}`);

const source = new URL('./main.ts', import.meta.url);
const cloned = existsSync(source);
if (cloned) {
  const tsx = await import('tsx/esm/api').catch((error) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') fail('the packages of Stowage are not installed: run npm ci');
    throw error;
  });
  // Its own tsconfig.json, wherever it is called from: another one could give another meaning to the same source.
  tsx.register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
}
// Whoever read it may be gone: `stowage check | head`.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit());
const { main } = await import(
  cloned ? source.href : new URL('../../dist/src/cli/main.js', import.meta.url).href
);
process.exitCode = await main(process.argv.slice(2), process.env);
// A stack may have left a timer or a connection open; all is said once both streams are empty.
process.stdout.write('', () => process.stderr.write('', () => process.exit()));

function fail(message) {
  process.stderr.write(`error   ${message}\n`);
  process.exit(2);
}

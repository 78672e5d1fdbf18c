#!/usr/bin/env node
// Says so where Node is too old, and starts. The package is built; of a clone a script is made of the sources. It is no module: what reads
// those would take a tenth of the time of a short command.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Stowage needs Node 20.19 or later; this is ${process.versions.node}`);

if (existsSync(join(__dirname, 'main.ts')))
  import('../start/clone.js').then(start, (error) => {
    if (error.cause?.code === 'ERR_MODULE_NOT_FOUND') fail(error.message);
    throw error;
  });
else start(require('../../dist/src/start/built.cjs'));

async function start({ parts, saveCode }) {
  // Whoever read it may be gone: `stowage check | head`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit());
  process.exitCode = await parts['src/cli/main.ts']().main(process.argv.slice(2), process.env);
  // A stack may have left a timer or a connection open; all is said once both streams are empty.
  process.stdout.write('', () =>
    process.stderr.write('', () => {
      saveCode(Number(process.exitCode));
      process.exit();
    }),
  );
}

function fail(message) {
  process.stderr.write(`error   ${message}\n`);
  process.exit(2);
}

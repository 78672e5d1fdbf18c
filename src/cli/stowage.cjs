#!/usr/bin/env node
// Says so where Node is too old, and starts. The package is built; of a clone a script is made of the sources. It is no module: what reads
// those would take a tenth of the time of a short command.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Stowage needs Node 20.19 or later; this is ${process.versions.node}`);

const cloned = existsSync(join(__dirname, 'main.ts'));
const built = join(__dirname, '../../dist/src');
const typed = process.argv.slice(2);
/** The file descriptor by which a document gets to the process that was started for one. */
const document = 3;
const asked = process.env.STOWAGE_DOCUMENT === String(document);
delete process.env.STOWAGE_DOCUMENT; // a stack may call Stowage, too
if (!cloned && /^(--help|-h|help)$/.test(typed.join(' ')))
  say(readFileSync(join(built, 'cli/help.txt'), 'utf8'));
else if (!asked && !process.send && typed.some((one) => /^--(json|format)(=|$)/.test(one))) apart();
else begin();

/**
 * A program that reads a document gets nothing else: what the author's code prints, and whatever it starts, has standard error for its standard
 * output, which only another process can give it. That one hands the document to this one.
 */
function apart() {
  const { spawn } = require('node:child_process');
  mayClose(process.stdout);
  const child = spawn(process.execPath, [...process.execArgv, __filename, ...typed], {
    env: { ...process.env, STOWAGE_DOCUMENT: String(document) },
    stdio: ['inherit', 2, 2, 'pipe'],
  });
  child.stdio[document].pipe(process.stdout, { end: false });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', ({ message }) => fail(message));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? 128 + (require('node:os').constants.signals[signal] ?? 0);
    process.stdout.write('', () => process.exit());
  });
}

function begin() {
  beUnhurried();
  if (!cloned) return start(require(join(built, 'start/built.cjs')));
  return import('../start/clone.js').then(start, (error) => {
    if (error.cause?.code === 'ERR_MODULE_NOT_FOUND') fail(error.message);
    throw error;
  });
}

/**
 * Lets V8 wait longer before it makes faster code of what runs often, for to make it takes more of the processor than a run of some seconds gets out
 * of it; and its nursery grow in larger steps. Only where that has been measured, and not in a program that embeds Stowage. V8 complains
 * of a flag that it does not know.
 */
function beUnhurried() {
  const tiers = '--invocation-count-for-maglev=4000 --invocation-count-for-turbofan=30000';
  const flags = new Map([
    [20, '--interrupt-budget=300000 --semi-space-growth-factor=6'],
    [22, tiers],
    [24, tiers],
  ]).get(major);
  if (flags !== undefined) require('node:v8').setFlagsFromString(flags);
}

async function start({ parts, saveCode }) {
  for (const stream of [process.stdout, process.stderr]) mayClose(stream);
  process.exitCode = await parts['src/cli/main.ts']().main(typed, process.env, asked ? hand : undefined);
  // A stack may have left a timer or a connection open; all is said once both streams are empty.
  process.stdout.write('', () =>
    process.stderr.write('', () => {
      saveCode(Number(process.exitCode));
      process.exit();
    }),
  );
}

/** To the process that asked for it; where that is gone, nobody reads it. */
function hand(text) {
  try {
    require('node:fs').writeFileSync(document, text);
  } catch {
    process.exit();
  }
}

/** What is the same for everybody is made when the package is built. */
function say(text) {
  mayClose(process.stdout).write(text);
}

/** Whoever read it may be gone: `stowage check | head`. */
function mayClose(stream) {
  return stream.on('error', () => process.exit());
}

function fail(message) {
  process.stderr.write(`error   ${message}\n`);
  process.exit(2);
}

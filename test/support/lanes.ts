import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Where tests ask the command line, a program that calls it, the writer, or a format's own reader: a process may be what they are about. */
const mirrored = /^test\/(api|cli|docs|out|syntax|types)\//;

/**
 * What else starts a process because a test of the compiler itself needs one, and stays in `npm test`: tests, and modules of tests.
 * Whatever is not there starts what is generated or packed, be it by such a module: `npm run test:scripts`.
 */
export const ofTheCompiler: readonly string[] = [
  'test/support/command.ts',
  'test/support/examples.ts',
  'test/support/shells.ts',
  'test/out.test.ts',
  // A line of a shell, of sed, of git.
  'test/constructs/hostile/hostile.test.ts',
  'test/lower/job-mark.test.ts',
  'test/files/gitattributes.test.ts',
  'test/targets/operations/gitignore.test.ts',
  'test/targets/operations/workflow/workflow-steps.test.ts',
];

/** What would be of the compiler, but takes too long: a process for every case, or what somebody waits for in real time. */
export const tooLong: readonly string[] = [
  'test/api/author/process.test.ts', // it starts the command twenty times, since what the one keeps the next one finds
  'test/cli/huge.test.ts', // stacks of a size that no person writes
  'test/cli/progress.test.ts', // what is said after half a second, and after many
  'test/cli/watch/command.test.ts', // somebody who goes on writing
  'test/docs/testing.test.ts', // it starts two runners of tests
  'test/out/kill.test.ts', // fifteen writers that are killed
];

/** Which files of tests run where. */
export interface Lanes {
  /** `npm test`, many in one process, where a module is loaded once for all of them. */
  readonly shared: readonly string[];
  /** `npm test`, each in a process of its own, since it changes modules or the process for whoever comes after it. */
  readonly alone: readonly string[];
  /** `npm run test:scripts`, each in a process of its own: what they start takes longer than what they load. */
  readonly scripts: readonly string[];
}

export const testFiles = ['test', 'constructs', 'stacks']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  )
  .filter((file) => file.endsWith('.test.ts'))
  .sort();

/** The lane of each, by what it says and imports: there is no list in which one could be forgotten. */
export function lanesOf(files = testFiles, read = source): Lanes {
  const lanes: Record<keyof Lanes, string[]> = { shared: [], alone: [], scripts: [] };
  for (const file of files) {
    const lane = changesTheProcess.test(read(file)) ? 'alone' : 'shared';
    lanes[startsProcesses(file, read) ? 'scripts' : lane].push(file);
  }
  return lanes;
}

// At the beginning of a line: a test may hold such a line of somebody else's.
const changesTheProcess =
  /^\s*(await )?(vi\.(doMock|mock|resetModules|stubEnv|stubGlobal|useFakeTimers)\(|process\.(chdir|umask)\(|process\.env(\.\w+|\[[^\]]*\]) = |globalThis\.\w+ = )/m;
const startsOne = /^(import|export|\}) .*'(node:)?child_process'|\bimport\('(node:)?child_process'\)/m;

/** Whether it starts one that is not of the compiler, by itself or by a module of the tests. */
function startsProcesses(file: string, read: typeof source, seen = new Set<string>()): boolean {
  if (seen.has(file) || isOfTheCompiler(file) || !isOfTests.test(file)) return false;
  seen.add(file);
  const text = read(file);
  if (startsOne.test(text)) return true;
  return [...text.matchAll(/(?:\bfrom |\bimport(?:\(| ))'(\.[^']+\.ts)'/g)].some(([, to = '']) =>
    startsProcesses(relative(root, resolve(root, dirname(file), to)), read, seen),
  );
}

function isOfTheCompiler(file: string): boolean {
  return ofTheCompiler.includes(file) || (mirrored.test(file) && !tooLong.includes(file));
}

// The sources start some, too, but only where a test asks for it.
const isOfTests = /^test\/|\.test\.ts$|^stacks\/[^/]+\/test\//;

/** Nothing for a file that is not there: some tests hold lines of files of somebody else. */
function source(file: string): string {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
}

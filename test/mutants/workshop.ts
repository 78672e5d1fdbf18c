import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Fate, Mutant } from './mutant.ts';

const root = resolve(import.meta.dirname, '../..');

/** Minutes after which tests that have not ended count as failed: a fault may well be a loop without an end. */
const patience = 3;

/** What vitest writes as JSON, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** A copy of the repository, in which a file can be changed and tests be run; the working tree is never touched. */
export class Workshop {
  readonly #folder = mkdtempSync(join(tmpdir(), 'stowage-mutants-'));
  #group: number | undefined;

  constructor() {
    const skipped = ['.git', 'node_modules', 'coverage'];
    cpSync(root, this.#folder, {
      recursive: true,
      filter: (source) => !skipped.includes(relative(root, source)),
    });
    // Linked one by one: what tools keep in node_modules/.vite and such stays in the copy.
    mkdirSync(join(this.#folder, 'node_modules'));
    for (const name of readdirSync(join(root, 'node_modules')))
      if (!name.startsWith('.') || name === '.bin')
        symlinkSync(join(root, 'node_modules', name), join(this.#folder, 'node_modules', name));
  }

  /** Runs the tests that must fail with the fault in its place, and takes it out again. */
  async try(mutant: Mutant): Promise<Fate> {
    const from = performance.now();
    const file = join(this.#folder, mutant.file);
    const whole = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      whole.replace(mutant.replace, () => mutant.by),
    );
    try {
      const report = await this.#run([mutant], patience);
      return { mutant, ...judged(mutant, report), seconds: (performance.now() - from) / 1000 };
    } finally {
      writeFileSync(file, whole);
    }
  }

  /** The tests of these mutants that do not pass as it is, or are not there. */
  async sound(mutants: readonly Mutant[]): Promise<readonly string[]> {
    // All of them at once take longer than those of one.
    const report = await this.#run(mutants, 10 * patience);
    if (report === 'late') return [`they do not end within ${10 * patience} minutes`];
    return mutants.flatMap((mutant) =>
      Object.entries(mutant.fails).flatMap(([file, title]) => {
        const states = statesOf(report, file, title);
        if (states.length === 0) return [`${file} has no test "${title}…"`];
        return states.every((state) => state === 'passed')
          ? []
          : [`${file}: "${title}…" fails without any fault`];
      }),
    );
  }

  /** What vitest says of these tests, or `late`; undefined when it broke. */
  async #run(mutants: readonly Mutant[], minutes: number): Promise<Report | 'late' | undefined> {
    const files = [...new Set(mutants.flatMap(({ fails }) => Object.keys(fails)))];
    const titles = [...new Set(mutants.flatMap(({ fails }) => Object.values(fails)))];
    const report = join(this.#folder, 'report.json');
    rmSync(report, { force: true });
    // A group of its own, so that a worker of vitest that loops for ever ends with it.
    const program = spawn(
      process.execPath,
      [
        ...['node_modules/vitest/vitest.mjs', 'run', '--no-cache', '--configLoader', 'runner'],
        ...['--reporter', 'json', '--outputFile', report],
        ...['--testNamePattern', titles.map(escaped).join('|')],
        ...files,
      ],
      { cwd: this.#folder, stdio: 'ignore', detached: true },
    );
    this.#group = program.pid;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#end();
    }, minutes * 60_000);
    await new Promise((done) => program.on('close', done));
    clearTimeout(timer);
    this.#group = undefined;
    if (late) return 'late';
    try {
      return JSON.parse(readFileSync(report, 'utf8'));
    } catch {
      return undefined;
    }
  }

  #end(): void {
    if (this.#group !== undefined) process.kill(-this.#group, 'SIGKILL');
  }

  /** Ends what still runs, and removes the copy. */
  close(): void {
    this.#end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function judged(mutant: Mutant, report: Report | 'late' | undefined): Pick<Fate, 'end' | 'because'> {
  if (report === 'late') return { end: 'died', because: `no end within ${patience} minutes` };
  if (report === undefined) return { end: 'unread', because: 'vitest broke' };
  const failed: string[] = [];
  for (const [file, title] of Object.entries(mutant.fails)) {
    const states = statesOf(report, file, title);
    if (states.length === 0) return { end: 'unread', because: messageOf(report, file) };
    if (!states.includes('failed')) return { end: 'survived', because: `${file}: "${title}…" passes` };
    failed.push(file);
  }
  return { end: 'died', because: failed.join(', ') };
}

function statesOf(report: Report | undefined, file: string, title: string): readonly string[] {
  const tests = report?.testResults.filter(({ name }) => name.endsWith(`/${file}`)) ?? [];
  return tests
    .flatMap(({ assertionResults }) => assertionResults)
    .filter((test) => test.title.startsWith(title) && ['passed', 'failed'].includes(test.status))
    .map(({ status }) => status);
}

function messageOf({ testResults }: Report, file: string): string {
  const message = testResults.find(({ name }) => name.endsWith(`/${file}`))?.message ?? '';
  return message.split('\n')[0] || 'no test ran';
}

function escaped(title: string): string {
  return title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

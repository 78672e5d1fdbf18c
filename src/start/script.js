// Runs the compiler, which is one script: V8 keeps what it has compiled of it, which for a module it does not before Node 22.
import { createRequire, SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { digestOf, note, noted, put, readKept } from './cache.js';

/**
 * @typedef {object} Code
 * @property {string} text
 * @property {string} key what another text would not have
 * @property {string} name the file that it is said to be in
 * @property {string} base the URL of the folder of which its sources are
 * @property {string | undefined} cache a folder for what V8 makes of it
 * @property {() => string} map its source map
 * @property {Readonly<Record<string, string>>} [facades] modules that offer parts of it, by the source that they stand for
 */

/**
 * The parts of a compiler, each made when it is first asked for, and what keeps what V8 has compiled by then; it is told how the run ended.
 * @param {Code} code
 * @returns {{ readonly parts: Readonly<Record<string, () => any>>, saveCode(exit: number): void }}
 */
export function run({ text, key, name, base, cache, map, facades }) {
  /** @type {((exit: number) => void)[]} */
  const saves = [];
  /** @param {string} folder @param {string} file @param {string} code @param {string} of */
  const script = (folder, file, code, of) => {
    const { save, ...made } = compiled(folder, file, code, of);
    saves.push(save);
    return made;
  };
  const module = { exports: {} };
  // What import.meta is to a module: see bundle.js.
  const at = (/** @type {string} */ source) => base + source;
  script(cache, name, text, key).value(module.exports, createRequire(name), module, at, {
    ...{ key, facades, script, import: load },
    parts: () => module.exports,
    mapped: (/** @type {string} */ said) => mapped(said, name, at, map),
  });
  return {
    parts: module.exports,
    saveCode: (exit) => {
      for (const save of saves) save(exit);
    },
  };
}

/**
 * What a script answers, what keeps its code, and whether the same command has come to its end with it before, and soon.
 * @param {string | undefined} folder @param {string} filename @param {string} text @param {string} key
 */
function compiled(folder, filename, text, key) {
  const kept = folder && codeCache(folder, key);
  const began = performance.now();
  const script = new Script(text, { filename, cachedData: kept?.data });
  const save = (/** @type {number} */ exit) => {
    // A plan that changes something is as whole as one that does not; elsewhere these are mistakes.
    const isWhole = exit === 0 || (kept?.word === 'plan' && (exit === 2 || exit === 3));
    if (kept === undefined || (exit > 1 && !isWhole)) return;
    // What a run did not come to is not in it: one that found something leaves room for one that does not.
    if (kept.data && !script.cachedDataRejected && (kept.whole || !isWhole)) return;
    const data = script.createCachedData();
    const look = put(kept.file, [data]);
    const about = [key, isWhole, digestOf(data), look, performance.now() - began < soon];
    if (look !== undefined) note(kept.about, JSON.stringify(about));
  };
  return { value: script.runInThisContext(), save, proven: kept?.proven === true };
}

/** In milliseconds. Who waits longer wants to know what for. */
const soon = 1000;

/** @param {string} text @param {string} name @param {(source: string) => string} at @param {() => string} map */
function mapped(text, name, at, map) {
  if (!text.includes(name)) return text;
  try {
    const sources = new SourceMap(JSON.parse(map()));
    return text
      .replaceAll(name, '\0')
      .replace(/\0:(\d+):(\d+)/g, (_, line, column) => {
        const { originalSource, originalLine, originalColumn } = sources.findEntry(line - 1, column - 1);
        const source = fileURLToPath(at(originalSource));
        return `${source}:${originalLine + 1}:${originalColumn + 1}`;
      })
      .replaceAll('\0', name);
  } catch {
    return text; // a help, and no condition
  }
}

/** Of a script, Node 20 warns where it imports itself. @param {string} name */
function load(name) {
  return import(name);
}

/** @param {string} folder @param {string} key what V8 makes of another text is of no use */
function codeCache(folder, key) {
  const { version, arch, argv } = process;
  const word = argv.slice(2).find((one) => /^[a-z]+$/.test(one)); // each command comes to code of its own
  const file = `${folder}/code-${version}-${arch}${word === undefined ? '' : `-${word}`}`;
  const about = `${file}.json`;
  /** @type {readonly [key?: string, whole?: boolean, digest?: string, look?: string, quick?: boolean]} */
  const [of, whole = false, digest, look, quick = false] = JSON.parse(noted(about) ?? '[]');
  const data = of === key ? readKept(file, digest, look)?.content : undefined;
  return { file, about, data, whole, word, proven: data !== undefined && quick };
}

// Where what was made once is kept for the next run. It is code that runs, so it is taken only from a folder, and from files, of which
// nobody else can write a byte.
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';

/** @param {readonly (string | Uint8Array)[]} parts */
export function digestOf(...parts) {
  const hash = crypto.createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}

/**
 * The folder beside the packages that a file of this folder would find; undefined where there is none, or none that is ours alone.
 * @param {string} from
 * @returns {string | undefined}
 */
export function cacheFolder(from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (kindOf(modules)?.isDirectory()) return ownFolder(modules);
    if (dirname(folder) === folder) return undefined;
  }
}

/** @param {string} modules */
function ownFolder(modules) {
  const above = join(modules, '.cache');
  const folder = join(above, 'stowage');
  try {
    if (isOpen(modules)) return undefined;
    if (kindOf(above) === undefined) fs.mkdirSync(above, { recursive: true });
    if (isOpen(above)) return undefined;
    if (kindOf(folder) === undefined) fs.mkdirSync(folder, { mode: 0o700 });
  } catch {
    if (kindOf(folder) === undefined) return undefined; // read-only, full, or another's
  }
  const kind = fs.lstatSync(folder, { throwIfNoEntry: false });
  // Node looks for what a module imports from where the module really is.
  return kind?.isDirectory() && isOurs(kind, 0o077) ? fs.realpathSync(folder) : undefined;
}

/** Whether anybody may write into it. @param {string} folder */
function isOpen(folder) {
  const { mode } = fs.statSync(folder);
  return process.platform !== 'win32' && (mode & 0o002) !== 0;
}

/** Of this user, and without a right for anybody else. @param {fs.Stats} stat @param {number} rights */
function isOurs({ uid, mode }, rights) {
  const user = process.geteuid?.();
  return user === undefined || (uid === user && (mode & rights) === 0);
}

/** @param {string} path */
function kindOf(path) {
  try {
    return fs.statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // a loop of links, or what may not be looked into
  }
}

/**
 * How a file looks that nobody has touched: a change of a byte is a change of one of these, as long as it did not change within a moment.
 * @param {Pick<fs.Stats, 'dev' | 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>} stat
 */
export function lookOf({ dev, ino, size, mtimeMs, ctimeMs }) {
  return `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** The same of a path; undefined where there is nothing that can be looked at. @param {string} path @returns {string | undefined} */
export function looksAt(path) {
  const stat = kindOf(path);
  return stat && lookOf(stat);
}

/** Within so many milliseconds a file may change twice and keep one time. */
const grain = 100;

/** Whether it changed so lately that a look says nothing of it. @param {Pick<fs.Stats, 'ctimeMs'>} stat @param {number} [at] when it was looked at */
export function isFresh({ ctimeMs }, at = Date.now()) {
  return !(ctimeMs < at - grain);
}

/**
 * What was written there, whole; undefined when nothing is there, or something that others could have written.
 * @param {string} file
 * @param {string} [expected] the digest of what `put` wrote; what `keep` wrote has its own before it
 * @param {string} [look] how it looked when somebody knew that it is whole: to read a digest takes longer than anything else here
 * @returns {{ readonly content: Buffer, readonly digest: string, readonly look: string } | undefined}
 */
export function readKept(file, expected, look) {
  const { bytes, look: looks } = bytesOf(file) ?? {};
  if (bytes === undefined || looks === undefined) return undefined;
  const content = expected === undefined ? bytes.subarray(44) : bytes;
  // V8 takes broken bytes of its own for good ones.
  const digest = expected ?? bytes.toString('latin1', 0, 43);
  return looks === look || digestOf(content) === digest ? { content, digest, look: looks } : undefined;
}

/** @param {string} file @returns {{ readonly bytes: Buffer, readonly look: string } | undefined} */
function bytesOf(file) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  let descriptor;
  try {
    descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile() || !isOurs(stat, 0o077)) return undefined;
    return { bytes: fs.readFileSync(descriptor), look: lookOf(stat) };
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/**
 * Keeps it for the next run, all of it or nothing: two runs may do so at once. Whether it could is nobody's trouble.
 * @param {string} file
 * @param {readonly (string | Uint8Array)[]} parts
 */
export function keep(file, parts) {
  return put(file, [`${digestOf(...parts)}\n`, ...parts]) !== undefined;
}

/**
 * The same without a digest, for what Node reads: whoever names such a file knows its digest.
 * @param {string} file
 * @param {readonly (string | Uint8Array)[]} parts
 * @returns {string | undefined} how it looks; undefined where it could not be kept
 */
export function put(file, parts) {
  const beside = `${file}.${crypto.randomUUID()}`;
  try {
    const descriptor = fs.openSync(beside, 'wx', 0o600);
    try {
      for (const part of parts) fs.writeFileSync(descriptor, part);
      fs.renameSync(beside, file);
      return lookOf(fs.fstatSync(descriptor));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    fs.rmSync(beside, { force: true });
    return undefined;
  }
}

/**
 * A short text, with a sum before it that takes no digest: what is broken is seen, and nobody else can write there.
 * @param {string} file
 * @param {string} text
 */
export function note(file, text) {
  return put(file, [`${sumOf(Buffer.from(text))}\n`, text]);
}

/** What was noted there; undefined where it is not whole. @param {string} file @returns {string | undefined} */
export function noted(file) {
  const bytes = bytesOf(file)?.bytes;
  const end = bytes?.indexOf(10) ?? -1;
  if (bytes === undefined || end < 0) return undefined;
  const text = bytes.subarray(end + 1);
  return sumOf(text) === bytes.toString('latin1', 0, end) ? text.toString() : undefined;
}

/** @param {Buffer} bytes */
export function sumOf(bytes) {
  let [one, other] = [1, 0];
  for (let i = 0; i < bytes.length; i++) {
    one = (Math.imul(one, 31) + (bytes[i] ?? 0)) | 0;
    other = (other + one) | 0;
  }
  return `${bytes.length} ${one} ${other}`;
}

/** What is in it. @param {string} folder @returns {readonly string[]} */
export function namesIn(folder) {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Keeps files that only make sense together, in a folder of their own.
 * @param {string} cache
 * @param {readonly (readonly [name: string, content: string])[]} files
 * @returns {string | undefined} the name of the folder; undefined where they cannot be kept
 */
export function keepTogether(cache, files) {
  const name = `${together}${crypto.randomUUID()}`;
  const folder = join(cache, name);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch {
    return undefined;
  }
  if (files.every(([file, content]) => put(join(folder, file), [content]))) return name;
  fs.rmSync(folder, { recursive: true, force: true });
  return undefined;
}

const together = 'files-';
/** How long another run may still be about to read what has just been replaced, in milliseconds. */
const afterwards = 10 * 60 * 1000;

/**
 * Takes such folders away, but for those in use and those that were until lately.
 * @param {string} cache
 * @param {readonly string[]} used
 * @param {string} [last] what is about to be replaced
 */
export function dropOthers(cache, used, last) {
  const now = Date.now();
  try {
    if (last !== undefined) fs.utimesSync(join(cache, last), now / 1000, now / 1000);
    for (const name of namesIn(cache).filter((one) => one.startsWith(together) && !used.includes(one)))
      if (fs.statSync(join(cache, name)).mtimeMs < now - afterwards)
        fs.rmSync(join(cache, name), { recursive: true, force: true });
  } catch {
    // Another run was first, or may not.
  }
}

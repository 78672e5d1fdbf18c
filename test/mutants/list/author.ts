import type { Mutant } from '../mutant.ts';

const kept = 'test/api/author/kept.test.ts';
const distrusted = 'test/api/author/distrusted.test.ts';

/** Faults of what is kept of an author's sources from run to run. */
export const author: readonly Mutant[] = [
  {
    fault: 'a source that has changed is not read again',
    file: 'src/api/author/looked.ts',
    replace: '() => digestOf(readFileSync(file)), lookNow(file)',
    by: '() => digest, lookNow(file)',
    fails: { [kept]: 'it is not loaded when another is a source, with the size' },
  },
  {
    fault: 'a file that now stands for another is not seen',
    file: 'src/api/author/looked.ts',
    replace: "(fileOf(path, from) ?? '') === file)",
    by: '[path, from, file].length > 0)',
    fails: { [kept]: 'it is not loaded when another is a .ts before a .js' },
  },
  {
    fault: 'a nearer package is not seen',
    file: 'src/api/author/looked.ts',
    replace: 'packageAt(folder, name) === at && packageAt',
    by: 'folder.length > 0 && packageAt',
    fails: { [kept]: 'it is not loaded when another is where a package is, nearer' },
  },
  {
    fault: 'a package.json that says something else is not seen',
    file: 'src/api/author/looked.ts',
    replace: '() => scopeIn(folder), scopeLook(folder)',
    by: '() => content, scopeLook(folder)',
    fails: { [kept]: 'it is not loaded when another is what a package.json says' },
  },
  {
    fault: 'modules that import each other become functions, one of which finds nothing',
    file: 'src/api/author/scripted.ts',
    replace: 'if (above.includes(at)) return false;',
    by: 'if (above.includes(at)) return true;',
    fails: { 'test/api/author/script.test.ts': 'a circle is left to modules' },
  },
  {
    fault: 'what another user wrote is run',
    file: 'src/start/cache.js',
    replace: 'if (!stat.isFile() || !isOurs(stat, 0o077)) return undefined;',
    by: 'if (!stat.isFile()) return undefined;',
    fails: { [distrusted]: 'it is made again where everybody may write a module' },
  },
  {
    fault: 'what is no longer what was kept is run',
    file: 'src/start/cache.js',
    replace: 'return looks === look || digestOf(content) === digest ?',
    by: 'return digestOf(content) !== "" ?',
    fails: { [distrusted]: 'it is made again where a module is other code of the same length' },
  },
  {
    fault: 'what is kept is taken from where a link of anybody leads',
    file: 'src/start/cache.js',
    replace: 'const kind = fs.lstatSync(folder',
    by: 'const kind = fs.statSync(folder',
    fails: { [distrusted]: 'nothing kept is taken, and nothing is kept, where the folder is a link' },
  },
  {
    fault: 'what is kept looks for packages where Node does not',
    file: 'src/start/cache.js',
    replace: 'fs.realpathSync(folder)',
    by: 'folder',
    fails: { [distrusted]: 'nothing kept is taken, and nothing is kept, where the one above it leads' },
  },
  {
    fault: 'a full disk keeps halves of files',
    file: 'src/start/cache.js',
    replace: 'fs.rmSync(beside, { force: true });',
    by: '',
    fails: { 'test/api/author/process.test.ts': 'what cannot be written whole is not there' },
  },
];

import type { Mutant } from '../mutant.ts';

/** Faults of what compares and writes. */
export const out: readonly Mutant[] = [
  {
    fault: 'the run of another user is taken for one that is gone',
    file: 'src/out/scratch.ts',
    replace: "error.code === 'EPERM' ? pid : undefined",
    by: "error.code === 'EPERM' ? undefined : undefined",
    fails: { 'test/out/scratch.test.ts': 'a run of another user is at work' },
  },
  {
    fault: 'a run that is gone blocks the next one for ever',
    file: 'src/out/scratch.ts',
    replace: "error.code === 'EPERM' ? pid : undefined",
    by: "error.code === 'EPERM' ? pid : pid",
    fails: { 'test/out/scratch.test.ts': 'a run that is gone is none' },
  },
  {
    fault: 'a script of out/ cannot be run',
    file: 'src/out/scratch.ts',
    replace: 'executable ? 0o755 : 0o644',
    by: '0o644',
    fails: { 'test/out.test.ts': 'writes every file whole' },
  },
  {
    fault: 'a file that is not ours is overwritten',
    file: 'src/out/compare.ts',
    replace: "found.kind === 'file' && (ours.has(path) || path === manifestPath)",
    by: "found.kind === 'file'",
    fails: { 'test/out/compare.test.ts': 'everything in the way is named at once' },
  },
  {
    fault: 'a lost executable bit is no difference',
    file: 'src/out/compare.ts',
    replace: 'found.executable === executable && found.bytes',
    by: 'found.bytes',
    fails: { 'test/out/compare.test.ts': 'the executable bit is part of a file' },
  },
  {
    fault: 'the eleventh message is hidden behind "and 1 more"',
    file: 'src/out/compare.ts',
    replace: 'more > 1 ?',
    by: 'more > 0 ?',
    fails: { 'test/out/compare.test.ts': 'eleven are named' },
  },
  {
    fault: 'a path of the manifest leads out of the folder',
    file: 'src/out/paths.ts',
    replace: "if (segments.includes('..')) return 'it leads out of the folder';",
    by: '',
    fails: { 'test/out/compare.test.ts': 'a path in the manifest that leads elsewhere' },
  },
  {
    fault: 'a file and a folder of one name are both made',
    file: 'src/out/paths.ts',
    replace: '.find((above) => above !== undefined)',
    by: '.find(() => false)',
    fails: { 'test/out/compare.test.ts': 'a file and a folder of one name are refused' },
  },
  {
    fault: 'a folder with a file of yours makes way',
    file: 'src/out/look.ts',
    replace: 'entry.isFile() && files.has(',
    by: 'entry.isFile() || files.has(',
    fails: { 'test/out.test.ts': 'a folder with something of yours in it' },
  },
  {
    fault: 'a symbolic link in the output folder is written through',
    file: 'src/out/look.ts',
    replace: "if (stat.isSymbolicLink()) return { kind: 'link', at: parent };",
    by: 'if (stat.isSymbolicLink()) continue;',
    fails: { 'test/out/compare.test.ts': 'everything in the way is named at once' },
  },
  {
    fault: 'a killed run loses track of what it was about to make',
    file: 'src/out.ts',
    replace: 'manifest([...before, ...paths])',
    by: 'manifest([...before])',
    fails: { 'test/out/steps.test.ts': 'whichever step is the last' },
  },
  {
    fault: 'a full disk is called a refusal',
    file: 'src/out/refusal.ts',
    replace: "    case 'EFBIG':\n",
    by: '',
    fails: { 'test/out.test.ts': 'a full disk is said' },
  },
  {
    fault: 'a merged manifest with line ends of Windows lists nothing',
    file: 'src/out/manifest.ts',
    replace: '.split(/\\r?\\n/)',
    by: ".split('\\n')",
    fails: {
      'test/out/compare.test.ts': 'a manifest that was merged badly still lists what both sides made',
    },
  },
];

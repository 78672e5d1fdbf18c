import { dirname } from 'node:path';
import type * as morph from 'ts-morph';
import type { Rewritten } from '../../out.ts';

/** What TypeScript says of the files after the change and did not before it: the first complaint of each file that has one. */
export function newFaults(
  Project: typeof morph.Project,
  compiler: typeof morph.ts,
  changes: readonly Rewritten[],
): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  const [first] = changes;
  if (first === undefined) return faults;
  const project = projectOf(Project, compiler, first.file);
  const sources = changes.map((change) => ({ change, source: project.addSourceFileAtPath(change.file) }));
  const before = sources.map(({ source }) => said(source));
  for (const { change, source } of sources) source.replaceWithText(change.after.toString('utf8'));
  sources.forEach(({ change, source }, i) => {
    const known = [...(before[i] ?? [])];
    const fault = said(source).find((one) => {
      const at = known.indexOf(one);
      if (at >= 0) known.splice(at, 1);
      return at < 0;
    });
    if (fault !== undefined) faults.set(change.file, fault);
  });
  return faults;
}

/** As the author's own project reads it, or as Node does. */
function projectOf(Project: typeof morph.Project, compiler: typeof morph.ts, file: string): morph.Project {
  const config = compiler.findConfigFile(dirname(file), compiler.sys.fileExists);
  const always = { noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true };
  return config === undefined
    ? new Project({
        compilerOptions: {
          ...{ ...always, strict: true, target: compiler.ScriptTarget.ES2022 },
          ...{
            module: compiler.ModuleKind.NodeNext,
            moduleResolution: compiler.ModuleResolutionKind.NodeNext,
          },
        },
      })
    : new Project({
        tsConfigFilePath: config,
        skipAddingFilesFromTsConfig: true,
        compilerOptions: always,
      });
}

/** Complaints without their places, which move. */
function said(source: morph.SourceFile): readonly string[] {
  return source.getPreEmitDiagnostics().map((one) => {
    const text = one.getMessageText();
    return typeof text === 'string' ? text : text.getMessageText();
  });
}

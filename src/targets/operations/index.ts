import type { Artifact } from '../../model/artifact.ts';
import type { Rule } from '../../model/finding.ts';
import type { StackModel, SystemModel } from '../../model/stack.ts';
import { backupScripts } from './backup/backup-scripts.ts';
import { composeFile } from './compose.ts';
import { renderConfigFile } from './config-file.ts';
import { dockerfiles } from './dockerfile.ts';
import { envExample } from './env-example.ts';
import { gitignore } from './gitignore.ts';
import { makefile } from './makefile/makefile.ts';
import { targetsUnique } from './rules/targets-unique.ts';
import { runbook } from './runbook/runbook.ts';
import { adoptScripts } from './scripts/adopt.ts';
import { broughtScripts } from './scripts/brought.ts';
import { checkBrought } from './scripts/check-brought.ts';
import { schedule } from './scripts/schedule.ts';
import { scripts } from './scripts/scripts.ts';
import { workflow } from './workflow/workflow.ts';

/** Makes files of one environment; paths are relative to its folder. */
export type StackEmitter = (stack: StackModel) => readonly Artifact[];

/** Makes files of a whole system; paths are relative to its folder, and so are those of what the environments hold. */
export type SystemEmitter = (system: SystemModel, environments: readonly Artifact[]) => readonly Artifact[];

const configFiles: StackEmitter = (stack) =>
  stack.files.map((file) => ({ path: file.file, content: renderConfigFile(stack, file), executable: false }));

/** In writing order. */
export const stackEmitters: readonly StackEmitter[] = [
  composeFile,
  configFiles,
  dockerfiles,
  envExample,
  makefile,
  scripts,
  backupScripts,
  schedule,
  adoptScripts,
  broughtScripts,
];

/**
 * All of them, in writing order.
 * @throws StowageError `shell-file-twice`, `function-twice` where what products bring cannot stand beside the rest
 */
export function stackFiles(stack: StackModel): readonly Artifact[] {
  const made = stackEmitters.flatMap((emitter) => emitter(stack));
  checkBrought(stack, made);
  return made;
}

/** In writing order. */
export const systemEmitters: readonly SystemEmitter[] = [workflow, gitignore, runbook];

/** What only these files make wrong. */
export const operationsRules: readonly Rule[] = [targetsUnique];

import { readFileSync } from 'node:fs';
import { renderConfigFile } from '../../files/config-file.ts';
import { dockerfiles } from '../../files/dockerfile.ts';
import type { Artifact } from '../../model/artifact.ts';
import { generatedAt } from '../../model/config-file.ts';
import type { StackModel, SystemModel } from '../../model/stack.ts';
import type { SchemaFor, Target } from '../../model/target.ts';
import { backupScripts } from './backup/backup-scripts.ts';
import { composeFile } from './compose.ts';
import { envExample } from './env-example.ts';
import { gitignore } from './gitignore.ts';
import { makefile } from './makefile/makefile.ts';
import { operationsFiles } from './operations-files.ts';
import { overview } from './overview.ts';
import { languageComplete } from './rules/language-complete.ts';
import { targetsUnique } from './rules/targets-unique.ts';
import { runbook } from './runbook/runbook.ts';
import { adoptScripts } from './scripts/adopt.ts';
import { broughtScripts } from './scripts/brought.ts';
import { checkBrought } from './scripts/check-brought.ts';
import { generatedList } from './scripts/generated.ts';
import { majorScripts } from './scripts/majors.ts';
import { schedule } from './scripts/schedule.ts';
import { scripts } from './scripts/scripts.ts';
import { workflow } from './workflow/workflow.ts';

/** Makes files of one environment; paths are relative to its folder. */
export type StackEmitter = (stack: StackModel) => readonly Artifact[];

/** Makes files of a whole system; paths are relative to its folder, and so are those of what the environments hold. */
export type SystemEmitter = (system: SystemModel, environments: readonly Artifact[]) => readonly Artifact[];

const configFiles: StackEmitter = (stack) =>
  stack.files.map((file) => ({
    path: generatedAt(file),
    content: renderConfigFile(stack, file),
    executable: false,
  }));

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
  majorScripts,
  broughtScripts,
  operationsFiles,
];

/** In writing order. */
export const systemEmitters: readonly SystemEmitter[] = [workflow, gitignore, runbook];
/** In one repository for several systems GitHub reads workflows at its root alone. */
const sharedEmitters: readonly SystemEmitter[] = [gitignore, runbook];

/** All files of one environment. */
function stackArtifacts(stack: StackModel): readonly Artifact[] {
  const made = stackEmitters.flatMap((emitter) => emitter(stack));
  return [...made, generatedList(stack, made)];
}

const schema = (end: string, file: string): SchemaFor => ({
  end,
  schema: () => JSON.parse(readFileSync(new URL(`../../../schemas/${file}`, import.meta.url), 'utf8')),
});

const target: Target = {
  id: 'operations',
  rules: [targetsUnique, languageComplete],
  schemas: [
    { ...schema('docker-compose.yml', 'workflow.schema.json'), within: '.github/workflows/' },
    schema('docker-compose.yml', 'compose.schema.json'),
  ],
  stackFiles(stack) {
    const made = stackArtifacts(stack);
    checkBrought(stack, made);
    return made;
  },
  systemFiles(system, environments) {
    const emitters = system.stacks[0]?.repository === undefined ? systemEmitters : sharedEmitters;
    return emitters.flatMap((emitter) => emitter(system, environments));
  },
  repositoryFiles: (systems) => [...systems.flatMap(workflow), ...overview(systems)],
};

/**
 * The operations repository: Compose files with their Makefile, scripts, configuration, workflow and runbook. It is what an app
 * makes that names no target. Its files are described in docs/targets/operations.md.
 *
 * @throws StowageError when the files are made: `shell-file-twice` and `function-twice` for what products bring and cannot stand beside the rest;
 * `gate-command` for the `upgradeGate` of a job whose service has no command, or one with a variable in it
 */
export function operations(): Target {
  return target;
}

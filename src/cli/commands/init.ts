import type { Artifact } from '../../model/artifact.ts';
import { visible } from '../../model/visible.ts';
import { makeNew } from '../../out.ts';
import { around } from '../init/files.ts';
import { checkFolder, nameOf, stowageAs } from '../init/guess.ts';
import { repositoryOf } from '../init/repository.ts';
import { stacksOf } from '../init/stacks.ts';
import { workflow } from '../init/workflow.ts';
import { command } from './command.ts';

interface Init {
  readonly made: readonly Artifact[];
}

/** Begins a project in the folder where it is typed. What is there already stays as it is, or nothing is written. */
export const init = command({
  name: 'init',
  does: 'begin a project here: an application behind Caddy with its stores, something to begin from, or PostHog',
  takes: ['template'],
  /** @throws StowageError `init-blocked`, `init-folder` */
  run({ template }): Init {
    checkFolder('.');
    const system = nameOf('.');
    const repository = repositoryOf('.');
    const made = [
      ...around(system, stowageAs(repository)),
      workflow('.', repository),
      ...stacksOf(template, system),
    ];
    makeNew('.', made);
    return { made };
  },
  says: ({ made }) => ({
    out: `${made.map(({ path }) => `  wrote    ${visible(path)}\n`).join('')}\nNow type:\n\n  npm install\n  npm run synth\n`,
    err: '',
  }),
  exits: () => 0,
});

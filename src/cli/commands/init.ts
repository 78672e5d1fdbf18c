import type { Artifact } from '../../model/artifact.ts';
import { visible } from '../../model/visible.ts';
import { makeNew } from '../../out.ts';
import { around } from '../init/files.ts';
import { nameOf, stowageAs } from '../init/guess.ts';
import { stacksOf } from '../init/stacks.ts';
import { command } from './command.ts';

interface Init {
  readonly made: readonly Artifact[];
}

/** Begins a project in the folder where it is typed. What is there already stays as it is, or nothing is written. */
export const init = command({
  name: 'init',
  does: 'begin a project here: an application behind Caddy with its stores, something to begin from, or PostHog',
  takes: ['template'],
  /** @throws StowageError `init-blocked` */
  run({ template }): Init {
    const made = [...around(stowageAs()), ...stacksOf(template, nameOf('.'))];
    makeNew('.', made);
    return { made };
  },
  says: ({ made }) => ({
    out: `${made.map(({ path }) => `  wrote    ${visible(path)}\n`).join('')}\nNow type:\n\n  npm install\n  npm run synth\n`,
    err: '',
  }),
  exits: () => 0,
});

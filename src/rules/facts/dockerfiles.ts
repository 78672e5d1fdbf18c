import type { Stages } from '../../compose/dockerfile.ts';
import { stagesOf } from '../../compose/dockerfile.ts';
import { remembered } from '../../model/remembered.ts';
import type { OwnDockerfile } from '../../model/service.ts';

/** The stages of a Dockerfile of the author's, with the arguments that are given to it. */
export const stagesIn = remembered(
  ({ files, dockerfile, args }: OwnDockerfile): Stages =>
    stagesOf(files.find(({ path }) => path === dockerfile)?.text ?? '', new Map(Object.entries(args))),
);

import { readImage } from '../compose/image.ts';
import { byFile } from '../graph/texts.ts';
import { imageOf } from '../lower/runs.ts';
import type { Artifact } from '../model/artifact.ts';
import type { BuildModel, ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { dockerWord } from '../syntax/dockerfile.ts';
import { digest, renderConfigFile } from './config-file.ts';
import { notice } from './notice.ts';

/** A Dockerfile for each image of our own: an exact base and the generated files, no download. */
export function dockerfiles(stack: StackModel): readonly Artifact[] {
  return stack.services.flatMap((service) =>
    service.build === undefined
      ? []
      : [
          {
            path: `${service.build.folder}/Dockerfile`,
            content: dockerfile(stack, service, service.build),
            executable: false,
          },
        ],
  );
}

/**
 * The tag of an image of our own: it changes with the base, the Dockerfile and each file in it, so that `up` builds
 * and recreates exactly when one of them changed.
 */
export function builtImage(stack: StackModel, service: ServiceModel, build: BuildModel): string {
  const files = build.copies.map(({ file }) => {
    const model = byFile(stack).get(file);
    return model === undefined ? '' : renderConfigFile(stack, model);
  });
  const base = readImage(imageOf(service))?.tag ?? 'pinned';
  return `${stack.project}/${service.id}:${base}-${digest(dockerfile(stack, service, build), ...files)}`;
}

function dockerfile(stack: StackModel, service: ServiceModel, build: BuildModel): string {
  const copies = build.copies.map(({ file, target }) => {
    const source = file.replace(`${build.folder}/`, '');
    return `COPY ${dockerWord(source)} ${dockerWord(target)}`;
  });
  return [`# ${notice(stack)}`, `FROM ${dockerWord(imageOf(service))}`, ...copies, ''].join('\n');
}

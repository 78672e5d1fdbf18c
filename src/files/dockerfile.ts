import { readImage } from '../compose/image.ts';
import { byFile } from '../graph/texts.ts';
import { imageOf } from '../lower/runs.ts';
import type { Artifact } from '../model/artifact.ts';
import type { BuildModel, OwnDockerfile, ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { dockerWord } from '../syntax/dockerfile.ts';
import { digest, renderConfigFile } from './config-file.ts';
import { notice } from './notice.ts';

/**
 * What images of our own are built of: a Dockerfile with an exact base and the generated files, which downloads nothing, or the author's own one with
 * its folder as it is.
 */
export function dockerfiles(stack: StackModel): readonly Artifact[] {
  const folders = new Set<string>();
  return stack.services.flatMap((service): readonly Artifact[] => {
    const { build } = service;
    if (build === undefined) return [];
    // Several services may run what one folder makes: it is there once.
    const made = JSON.stringify(build);
    if (build.own !== undefined && folders.has(made)) return [];
    folders.add(made);
    const { files }: Pick<OwnDockerfile, 'files'> = build.own ?? {
      files: [{ path: 'Dockerfile', text: dockerfile(stack, service, build) }],
    };
    return files.map(({ path, text, encoding, executable = false }) => ({
      path: `${build.folder}/${path}`,
      content: text,
      ...(encoding && { encoding }),
      executable,
    }));
  });
}

/**
 * The tag of an image of our own: it changes with the base, the Dockerfile and each file in it, so that `up` builds
 * and recreates exactly when one of them changed.
 */
export function builtImage(stack: StackModel, service: ServiceModel, build: BuildModel): string {
  const base = readImage(imageOf(service))?.tag ?? 'pinned';
  if (build.own !== undefined)
    return `${stack.project}/${build.folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-$/, '')}:${base}-${digest(JSON.stringify(build.own))}`;
  const files = build.copies.map(({ file }) => {
    const model = byFile(stack).get(file);
    return model === undefined ? '' : renderConfigFile(stack, model);
  });
  return `${stack.project}/${service.id}:${base}-${digest(dockerfile(stack, service, build), ...files)}`;
}

function dockerfile(stack: StackModel, service: ServiceModel, build: BuildModel): string {
  const copies = build.copies.map(({ file, target }) => {
    const source = file.replace(`${build.folder}/`, '');
    return `COPY ${dockerWord(source)} ${dockerWord(target)}`;
  });
  return [`# ${notice(stack)}`, `FROM ${dockerWord(imageOf(service))}`, ...copies, ''].join('\n');
}

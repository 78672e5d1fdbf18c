import type { Project } from '../compose/project.ts';
import type { Text } from '../compose/text.ts';
import { renderedFiles } from '../graph/rendered.ts';
import { byFile, mountedFiles } from '../graph/texts.ts';
import { lower } from '../lower.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { digest, renderConfigFile } from './config-file.ts';
import { withConfigs } from './configs.ts';
import { builtImage } from './dockerfile.ts';

/** What will run in one environment, the names of built images and the digests of files included. */
export const projectOf = remembered((stack: StackModel): Project => {
  const project = lower(stack, {
    imageOf: (service) => service.build && builtImage(stack, service, service.build),
    labelsOf: (service) => digests(stack, service),
  });
  return withConfigs(project, byFile(stack));
});

/**
 * A digest of each mounted file: `up` recreates a container when its configuration, not only a path, has changed. Of one that is made on the host a digest would tell
 * whether a guess of its secrets is right: its word is random, and drawn anew when the file is.
 */
function digests(stack: StackModel, service: ServiceModel): ReadonlyMap<string, Text> {
  return new Map(
    mountedFiles(service, byFile(stack)).map((file): readonly [string, Text] => {
      const rendered = renderedFiles(stack).find(({ model }) => model === file);
      if (rendered === undefined)
        return [`stowage.digest/${file.file}`, [digest(renderConfigFile(stack, file))]];
      const word = { kind: 'variable', name: rendered.word, otherwise: { sign: ':-', text: [] } } as const;
      return [`stowage.${file.file}`, [word]];
    }),
  );
}

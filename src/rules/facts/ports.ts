import type { GivenText } from '../../graph/texts.ts';
import { filesOf, textsOf } from '../../graph/texts.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import type { ServiceModel } from '../../model/service.ts';

/**
 * Whether what a service is given says a port: its program may well listen there, though its author names others. What it is given says nothing
 * of a port that an image opens by itself.
 * @param asked which of its texts count
 */
export function saysPort(
  service: ServiceModel,
  port: number,
  asked: (text: GivenText) => boolean,
  files: ReadonlyMap<string, ConfigFileModel> = new Map(),
): boolean {
  const number = new RegExp(`(?<!\\d)${port}(?!\\d)`);
  return (
    textsOf(service).some(
      (one) => asked(one) && one.text.some((part) => typeof part === 'string' && number.test(part)),
    ) || filesOf(service, files).some(({ content }) => content.kind === 'text' && number.test(content.text))
  );
}

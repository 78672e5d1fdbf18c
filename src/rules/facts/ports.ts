import type { GivenText } from '../../graph/texts.ts';
import { filesOf, textsOf } from '../../graph/texts.ts';
import type { Published } from '../../lower/runs.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import type { ServiceModel } from '../../model/service.ts';

/** Whether only programs of the host itself reach that address. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const bare = address.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return /^(::ffff:)?127(\.\d{1,3}){3}$/.test(bare) || /^(0{0,4}:){2,7}0{0,3}1$/.test(bare);
}

/** The same ports, with those that follow one another on both sides as one range. */
export function inRanges(ports: readonly Published[]): readonly Published[] {
  const ranges: { readonly first: Published; last: Published }[] = [];
  for (const port of ports) {
    const before = ranges.at(-1);
    if (before !== undefined && follows(before.last, port)) before.last = port;
    else ranges.push({ first: port, last: port });
  }
  return ranges.map(({ first, last }) =>
    first === last ? first : { ...first, port: `${first.port}-${last.port}` },
  );
}

function follows(one: Published, other: Published): boolean {
  return (
    one.address === other.address &&
    one.protocol === other.protocol &&
    one.target !== undefined &&
    one.target + 1 === other.target &&
    Number(one.port) + 1 === Number(other.port)
  );
}

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

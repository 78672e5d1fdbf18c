import { own } from '../compose/own.ts';
import type { ImageKnowledge, ImageModel } from './image.ts';
import type { ImageName } from './image-name.ts';
import { imageName } from './image-name.ts';
import type { ImageRow } from './image-row.ts';
import { isInRange } from './version.ts';

/** What is known of images, with what these rows say over it. */
export function withRows(known: ImageKnowledge, rows: readonly ImageRow[]): ImageKnowledge {
  if (rows.length === 0) return known;
  const byName = new Map<string, ImageRow[]>();
  for (const row of rows) {
    const { repository } = imageName(row.image);
    byName.set(repository, [...(byName.get(repository) ?? []), row]);
  }
  const mirrored = [...byName].flatMap(([name, all]) => {
    const some = all.filter((row) => row.mirrored);
    return some.length === 0 ? [] : [[`/${name}`, some] as const];
  });
  const asked = new Map<string, ImageModel | undefined>();
  const look = (image: string): ImageModel | undefined => {
    const name = imageName(image);
    const exact = byName.get(name.repository) ?? [];
    const alike = mirrored.flatMap(([end, all]) => (name.repository.endsWith(end) ? all : []));
    const said = [...alike, ...exact].filter((row) => isOf(row, name));
    // A row of some versions or of one variant goes over one of all.
    said.sort((a, b) => narrowness(a) - narrowness(b));
    return said.reduce<ImageModel | undefined>(
      (below, row) => over(below, row, name, exact.includes(row), known),
      known.of(image),
    );
  };
  return {
    ...known,
    of(image) {
      if (!asked.has(image)) asked.set(image, look(image));
      return asked.get(image);
    },
  };
}

/** How much of the image's tags a row is not of. */
function narrowness({ versions, variant }: ImageRow): number {
  return Number(versions !== undefined) + Number(variant !== undefined);
}

function isOf({ versions, variant }: ImageRow, { version, tag }: ImageName): boolean {
  if (variant !== undefined && !tag.split(/[-_.\d]+/).includes(variant)) return false;
  return (
    versions === undefined ||
    (version !== undefined && isInRange(version, versions) && !isBetween(version, versions))
  );
}

/** Whether a version is any of several of which only some are in the range: `2` for `<2.11`. */
function isBetween(version: string, range: string): boolean {
  return range.split(' ').some((part) => part.replace(/^[<>=]+/, '').startsWith(`${version}.`));
}

function over(
  below: ImageModel | undefined,
  row: ImageRow,
  name: ImageName,
  exact: boolean,
  known: ImageKnowledge,
): ImageModel {
  const { product, dataPaths, elsewhereBy, volumes, nodeVariable, ends = {}, gone, source, asOf } = row;
  const { ports, configuredIn, udpPorts, logins, openedBy, openingFlags, openUnless, variables } = row;
  const {
    user,
    runsAs,
    kernel,
    kernelUnless,
    capabilities,
    lacks,
    healthcheck,
    firstStart,
    initialVariables,
  } = row;
  const { traits: theirs, ...others } = below ?? { product: name.repository, dataPaths: [] };
  const reach = {
    ...others.reach,
    ...(ports && { ports }),
    ...(configuredIn && { configuredIn }),
    ...(udpPorts && { udpPorts }),
    ...(logins && { logins }),
    ...(openedBy && { openedBy }),
    ...(openingFlags && { openingFlags }),
    ...(openUnless && { openUnless }),
    ...(variables && { variables }),
  };
  const isSame = product === undefined || product === others.product;
  const traits = { ...(isSame ? theirs : known.traits?.(product)), ...row.traits };
  const end = endIn(ends, name.version);
  // Months compare as they are written. One that lies ahead of the row says nothing yet, whatever the day is on which somebody synthesizes.
  const endOfLife = end !== undefined && end < asOf ? end : undefined;
  return {
    ...(name.version !== undefined && { version: name.version }),
    ...others,
    ...(Object.keys(traits).length > 0 && { traits }),
    ...(product !== undefined && { product }),
    ...(dataPaths && { dataPaths }),
    ...(elsewhereBy && { elsewhereBy }),
    ...(volumes && { volumes }),
    ...(nodeVariable !== undefined && { nodeVariable }),
    ...(Object.keys(reach).length > 0 && { reach }),
    ...(user !== undefined && { user }),
    ...(runsAs !== undefined && { runsAs }),
    ...(kernel && { kernel }),
    ...(kernelUnless && { kernelUnless }),
    ...(initialVariables && { initialVariables }),
    ...(row.sqlite && { sqlite: row.sqlite }),
    ...(row.owners && { owners: row.owners }),
    ...(capabilities && { capabilities }),
    ...(lacks && { lacks }),
    ...(healthcheck !== undefined && { healthcheck }),
    ...(firstStart !== undefined && { firstStart }),
    ...(endOfLife !== undefined && { endOfLife }),
    ...(gone && exact && { gone }),
    from: { source, asOf },
  };
}

/** Of the longest beginning that a version has, number by number. */
function endIn(ends: Readonly<Record<string, string>>, version: string | undefined): string | undefined {
  const numbers = (version ?? '').split('.');
  for (let length = numbers.length; length > 0; length--) {
    const end = own(ends, numbers.slice(0, length).join('.'));
    if (end !== undefined) return end;
  }
  return undefined;
}

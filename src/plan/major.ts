import { major } from '../model/image-name.ts';
import type { StackModel } from '../model/stack.ts';
import { compareVersions } from '../model/version.ts';
import { english, said } from '../model/words.ts';
import type { Side } from './side.ts';
import type { Kept } from './uses.ts';
import { versionsOf } from './versions.ts';

interface Major {
  readonly what: string;
  readonly way: string;
}

/** What another major version does to data that belong to one: a database or a queue, as far as its image is known. */
export function newerMajor(
  stack: StackModel,
  before: Side,
  after: Side,
  { name, uses }: Kept,
): Major | undefined {
  for (const { service, target, readOnly } of uses) {
    const found = versionsOf(stack, before, after, service);
    if (found === undefined || readOnly || major(found.from) === major(found.to)) continue;
    const { known, from, to } = found;
    const model = stack.majors?.find((one) => one.service === service && one.volume === name);
    const holds = known.dataPaths.some((path) => path === target || path.startsWith(`${target}/`));
    if (model === undefined && !(known.traits?.oneWriter === true && holds)) continue;
    const what = `${known.product} ${to} finds the data of ${from} in it`;
    if (compareVersions(to, from) < 0)
      return { what, way: `go back to ${from}: an older version does not read what a newer one wrote` };
    if (model?.method.newer === 'load')
      return { what, way: `take them along by a dump: make upgrade MAJOR=${service}` };
    return {
      what,
      way: model
        ? said(model.method.way, english)
        : `read what its makers say of going from ${from} to ${to}, and have a backup first: there is no way back in place`,
    };
  }
  return undefined;
}

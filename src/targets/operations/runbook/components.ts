import { readImage, spellImage } from '../../../compose/image.ts';
import { imageOf } from '../../../lower/runs.ts';
import { groupBy } from '../../../model/groups.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly image: string;
  /** What it is; empty when several services run from the image, or nothing was said of the one. */
  readonly detail: string;
  readonly services: readonly string[];
}

/** What the system is made of: a line for each image, in start order. */
export function components(stack: StackModel, language: Language): readonly Component[] {
  // What is built without a name is a component each.
  return groupBy(stack.services, (service) => imageOf(service) || service.id).map((services) => {
    const described = services.map(({ description }) => split(said(description, language)));
    const titled = described.find(({ title }) => title !== '');
    return {
      ...parts(imageOf(services[0])),
      name: titled?.title ?? services.map(({ id }) => id).join(', '),
      detail:
        services.length === 1 && described[0]?.rest !== services[0]?.id ? (described[0]?.rest ?? '') : '',
      services: services.map(({ id }) => id),
    };
  });
}

/** A description reads `PostgreSQL: the relational database`, or is a sentence. */
function split(description: string): { readonly title: string; readonly rest: string } {
  const [, title = '', rest = description] = /^([^:]{1,40}): (.+)$/.exec(description) ?? [];
  return { title, rest };
}

function parts(image: string): { readonly image: string; readonly version: string } {
  const read = readImage(image);
  if (read === undefined) return { image, version: '' };
  const { tag, digest, ...name } = read;
  return { image: spellImage(name), version: tag ?? digest ?? '' };
}

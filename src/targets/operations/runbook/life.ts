import { imageOf } from '../../../lower/runs.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';

/** What runs past the end that its makers have set, each version once, with the reason that was signed for it. */
export function pastTheirEnd({ services, acknowledgements }: StackModel, language: Language): object[] {
  const first = new Map<string, ServiceModel>();
  for (const service of services)
    if (service.known?.endOfLife !== undefined && !first.has(imageOf(service)))
      first.set(imageOf(service), service);
  return [...first.values()].flatMap(({ path, known }) => {
    if (known === undefined) return [];
    const { product, version = '', endOfLife = '' } = known;
    const signed = acknowledgements.find(({ rule, paths }) => rule === 'image-alive' && paths.includes(path));
    return [{ product, version, month: endOfLife, reason: said(signed?.reason ?? '', language) }];
  });
}

import type { StackModel } from '../../model/stack.ts';
import type { Language } from '../../model/words.ts';

/** What runs past the end that its makers have set, each version once, with the reason that was signed for it. */
export function pastTheirEnd({ services, acknowledgements }: StackModel, language: Language): object[] {
  const ended = services.filter(({ known }) => known?.endOfLife !== undefined);
  const images = [...new Set(ended.map(({ image }) => image))];
  return images.flatMap((image) => {
    const first = ended.find((service) => service.image === image);
    if (first?.known === undefined) return [];
    const { product, version = '', endOfLife = '' } = first.known;
    const signed = acknowledgements.find(
      ({ rule, paths }) => rule === 'image-alive' && paths.includes(first.path),
    );
    return [{ product, version, month: endOfLife, reason: signed?.reason[language] ?? '' }];
  });
}

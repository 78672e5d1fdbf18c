import type { Rule } from '../model/finding.ts';
import { groupBy } from './facts/groups.ts';
import { listed, quoted } from './facts/wording.ts';

/** One product, one version. */
export const imageOneVersion: Rule = {
  id: 'image-one-version',
  severity: 'warn',
  summary: 'Services of one image have one tag, and a tag has one digest.',
  check: ({ services }) => {
    const named = services.flatMap((service) => {
      const [, repository = '', version = ''] =
        /^([^@]*?)(?:(?::([^:/@]*))?(?:@.*)?)$/.exec(service.image) ?? [];
      return repository === '' ? [] : [{ service, repository, version, image: service.image }];
    });
    return groupBy(named, ({ repository }) => repository).flatMap((group) => {
      const byImage = groupBy(group, ({ image }) => image);
      const [first, ...others] = byImage;
      if (first === undefined || others.length === 0) return [];
      const [{ service, repository, version }] = first;
      const sameTag = version !== '' && others.every(([one]) => one.version === version);
      const runs = byImage.map(
        (same) =>
          `${quoted(same.map((one) => one.service.id))} ${same[0].image.slice(repository.length + 1)}`,
      );
      return [
        {
          path: service.path,
          also: others.flatMap((same) => same.map((one) => one.service.path)),
          message: `${repository} runs as ${listed(runs)}: ${sameTag ? 'the tag and a digest disagree, and nobody knows what was tested' : 'what one writes the other may not read'}`,
          fix: `write the image once, and give all of them that: const image = '${first[0].image}'`,
        },
      ];
    });
  },
  about: {
    why: 'The processes of an application share a database and a queue. After an upgrade that forgot one of them, the old one meets a schema and messages that it does not know, and fails only when it gets there.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.1.0' });
      new Service(phase, 'worker', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.1.0' });
      new Service(phase, 'worker', { image: 'example.org/shop:1.1.0' });
    `,
    sources: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  },
};

import { imageOf } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import { quoted } from '../facts/wording.ts';

/** An image can be had, and somebody mends it. */
export const imageAlive: Rule = {
  id: 'image-alive',
  severity: 'error',
  summary: 'No image is known to be gone from its registry, and none of a version that its makers have left.',
  check: ({ services }) => {
    const dead = services.filter(({ known }) => known?.gone !== undefined || known?.endOfLife !== undefined);
    return groupBy(dead, imageOf).flatMap(found);
  },
  about: {
    why: 'A host that has an image keeps running it, and a new host cannot pull it: the loss shows on the day of a restore. A version past its end gets no more fixes, for security either. What is known of both has its sources and its age in docs/images.md.',
    wrong: `
      new Service(phase, 'queue', { image: 'bitnami/rabbitmq:3.9.29' });
    `,
    right: `
      const messages = new Volume(phase, 'messages', { holds: 'Messages on their way', kind: 'cache' });
      new Service(phase, 'queue', { image: 'rabbitmq:4.1.4', hostname: 'queue' }).mount(messages, '/var/lib/rabbitmq');
    `,
    sources: [
      'https://github.com/bitnami/containers/issues/83267',
      'https://www.postgresql.org/support/versioning/',
      'https://endoflife.date',
    ],
  },
};

function found(group: readonly [ServiceModel, ...ServiceModel[]]): readonly Complaint[] {
  const [first, ...others] = group;
  const { path, known } = first;
  const image = imageOf(first);
  const who = `${quoted(group.map(({ id }) => id))} ${others.length === 0 ? 'runs' : 'run'}`;
  const also = others.map((other) => other.path);
  if (known?.gone !== undefined)
    return [
      {
        path,
        also,
        message: `${who} the image "${image}", which is gone from its registry since ${known.gone.since}: a host that does not have it cannot start`,
        fix: `use ${known.gone.instead}`,
      },
    ];
  return known?.endOfLife === undefined
    ? []
    : [
        {
          path,
          also,
          severity: 'warn',
          message: `${who} ${known.product} ${known.version ?? ''}, whose end of life was ${known.endOfLife}: nobody mends what is found in it`,
          fix: 'take a version that is supported, or acknowledge it with what holds you back',
        },
      ];
}

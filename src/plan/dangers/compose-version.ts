import type { Danger } from '../danger.ts';

/** A newer command of Compose makes containers anew by itself. */
export const composeRecreates: Danger = {
  id: 'compose-recreates',
  severity: 'warn',
  summary: 'What another version of Compose makes anew by itself is made anew when it may be away.',
  find: ({ stack, steps, versions }) =>
    versions
      .filter(({ from, to }) => from !== to)
      .flatMap(({ from, to }) => {
        const alone = steps.filter(
          ({ action, changes, because }) =>
            (action === 'recreate' || action === 'rebuild') && changes.length === 0 && because === undefined,
        );
        if (alone.length === 0) return [];
        return [
          {
            path: stack.path,
            message: `Compose ${to} makes ${alone.map(({ service }) => service).join(', ')} anew although nothing of ${alone.length > 1 ? 'them' : 'it'} changed: it spells what it hashes otherwise than ${from}`,
            fix: 'bring the new Compose with a deploy that starts these anew in any case, or when they may be away',
          },
        ];
      }),
  about: {
    why: 'Compose compares a hash of what a service says with a label of its container. Versions spell what they hash in different ways, so that a new one takes for changed what is not.',
    sources: ['https://github.com/docker/compose/issues/11335'],
  },
};

import type { Danger } from '../danger.ts';

/** Data that a deploy loses, or leaves where nobody looks for them. */
export const dataAtRisk: Danger = {
  id: 'data-at-risk',
  severity: 'error',
  summary:
    'No deploy loses data, or leaves them where nothing reads them, unless somebody accepts that by name.',
  find: ({ stack, data, accepted }) =>
    data
      .filter(({ risk }) => risk)
      .map(({ name, fate, what, way, path = stack.path }) => {
        const isAccepted = accepted.has(`data:${name}`);
        return {
          path,
          message: `${name} is ${word[fate]}: ${what ?? 'what it holds is not read any more'}`,
          fix: isAccepted
            ? 'accepted by name'
            : `${way ?? 'say again what was said before'}; or accept it: --accept data:${name}`,
          severity: isAccepted ? 'info' : 'error',
        };
      }),
  about: {
    why: 'A container can be made again at any time, and data cannot. Compose makes a volume that nobody has used yet without a word, and leaves the other one where nothing reads it.',
    sources: ['https://docs.docker.com/reference/compose-file/volumes/'],
  },
};

const word = {
  new: 'new',
  kept: 'kept',
  orphaned: 'left behind',
  renamed: 'replaced by another one',
  remounted: 'mounted elsewhere',
  remade: 'described otherwise',
  major: 'of another major version',
  overlooked: 'overlooked',
  owner: 'of another user',
} as const;

import type { Danger } from '../danger.ts';
import { fileOf } from '../file-label.ts';

/** A file whose readers start anew. */
export const readersRestart: Danger = {
  id: 'readers-restart',
  severity: 'info',
  summary: 'Who reads a generated file that changed is made anew with it.',
  find: ({ stack, steps }) =>
    steps.flatMap(({ service, action, changes, path = stack.path }) => {
      const files = changes.flatMap(({ keys, from, to }) =>
        from === undefined || to === undefined ? [] : (fileOf(keys) ?? []),
      );
      if (files.length === 0 || action === 'keep') return [];
      return [
        {
          path,
          message: `${files.join(', ')} changed, and ${service} is made anew to read ${files.length > 1 ? 'them' : 'it'}`,
          fix: 'deploy it when that service may be away',
        },
      ];
    }),
  about: {
    why: 'Most programs read their configuration when they start. A label holds a digest of each mounted file, so that a change of it is one of the service.',
    sources: ['https://docs.docker.com/reference/cli/docker/compose/up/'],
  },
};

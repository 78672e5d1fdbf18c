import type { Danger } from '../danger.ts';

/** What ran may have been another thing than a plan knows. */
export const baseUnread: Danger = {
  id: 'base-unread',
  severity: 'warn',
  summary: 'All that the earlier file says can be read, so that nothing of it is left out of a plan.',
  find: ({ stack, unread }) =>
    unread.length === 0
      ? []
      : [
          {
            path: stack.path,
            message: `what it is compared with has what cannot be read: ${unread.slice(0, 3).join('; ')}${unread.length > 3 ? `, and ${unread.length - 3} more` : ''}`,
            fix: 'the plan leaves that out: look yourself what becomes of it',
          },
        ],
  about: {
    why: 'A plan compares two files. A key that Compose would refuse or overlook in the earlier one says nothing, and what depends on it may be another thing on the host.',
    sources: ['https://docs.docker.com/reference/compose-file/'],
  },
};

/** What each exit code means. This is the only place that says it: the help prints it, and a test holds the README to it. */
export const exitCodes = {
  0: 'all is well',
  1: 'findings at or above --fail-on, and nothing was written; check: the output folder differs; pin: an image is not pinned; plan: what 2 is elsewhere, too',
  2: 'wrong usage, a stack that cannot be loaded, a folder that cannot be written, or would lose more than it keeps without --yes; plan: a deploy changes something',
  3: 'plan: a deploy loses data, or leaves them behind, and nobody accepted that by name',
  70: 'a fault of Stowage itself',
  130: '--watch was ended by Ctrl-C (143 by SIGTERM, 0 by the end of its input)',
} as const;

export type ExitCode = keyof typeof exitCodes;

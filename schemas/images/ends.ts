import { parse } from 'yaml';

/** The days that a version must have been mended for, so that its end is worth a word: of one with a new one every few weeks, none but the newest ever is. */
const leastDays = 500;

/**
 * The months in which versions ended, by what they begin with; those that end later than the day of the table are left out, and those that ended more than ten years before it.
 * @see https://endoflife.date/contribute for the form
 */
export function endsOf(page: string, today: string): Readonly<Record<string, string>> {
  const [, front = ''] = /^---\n([\s\S]*?)\n---/.exec(page) ?? [];
  const { releases = [] } = parse(front, { schema: 'core' }) as {
    readonly releases?: readonly {
      readonly releaseCycle: unknown;
      readonly releaseDate?: unknown;
      readonly eol: unknown;
    }[];
  };
  const ended = releases.flatMap(({ releaseCycle, releaseDate, eol }) => {
    const cycle = String(releaseCycle);
    return typeof eol === 'string' &&
      /^\d{4}-\d{2}-\d{2}$/.test(eol) &&
      eol <= today &&
      Number(today.slice(0, 4)) - Number(eol.slice(0, 4)) <= 10 &&
      /^\d+(\.\d+)*$/.test(cycle) &&
      Date.parse(eol) - Date.parse(String(releaseDate)) >= leastDays * 86_400_000
      ? [[cycle, eol.slice(0, 7)] as const]
      : [];
  });
  return Object.fromEntries(ended.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

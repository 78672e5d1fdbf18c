/** When something is due, by the clock of the host; undefined is any. */
export interface Cron {
  readonly minutes: readonly number[] | undefined;
  readonly hours: readonly number[] | undefined;
  readonly days: readonly number[] | undefined;
  readonly months: readonly number[] | undefined;
  /** 0 is Sunday. Where days are said, too, either will do. */
  readonly weekdays: readonly number[] | undefined;
}

const shortcuts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '@yearly': '0 0 1 1 *',
    '@annually': '0 0 1 1 *',
    '@monthly': '0 0 1 * *',
    '@weekly': '0 0 * * 0',
    '@daily': '0 0 * * *',
    '@midnight': '0 0 * * *',
    '@hourly': '0 * * * *',
  }),
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields = [
  { name: 'minute', from: 0, to: 59, words: [] },
  { name: 'hour', from: 0, to: 23, words: [] },
  { name: 'day of the month', from: 1, to: 31, words: [] },
  { name: 'month', from: 1, to: 12, words: months },
  // 7 is Sunday, too.
  { name: 'day of the week', from: 0, to: 7, words: weekdays },
] as const;
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * An expression of cron, as POSIX has it, with steps, names and the shortcuts of Vixie's; a text says what is wrong with it. We read it
 * ourselves: at synthesis there may be no systemd to ask, it has another spelling, and programs called cron differ in what they take.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/crontab.html
 */
export function readCron(expression: string): Cron | string {
  const words = (shortcuts.get(expression.trim().toLowerCase()) ?? expression).trim().split(/\s+/);
  if (words.length !== fields.length || words[0] === '')
    return 'it must have five fields: minute, hour, day of the month, month, day of the week';
  const read = fields.map((field, i) => readField(words[i] ?? '', field));
  const fault = read.find((one) => typeof one === 'string');
  if (typeof fault === 'string') return fault;
  const [minutes, hours, days, inMonths, on] = read.map((one) => (typeof one === 'string' ? undefined : one));
  const sundays = on && [...new Set(on.map((day) => day % 7))].sort((a, b) => a - b);
  const cron = {
    minutes,
    hours,
    days,
    months: inMonths,
    weekdays: sundays?.length === 7 ? undefined : sundays,
  };
  if (cron.days !== undefined && cron.weekdays !== undefined && [2, 4].some((i) => words[i]?.startsWith('*')))
    return 'some programs called cron take the two days as either, some as both, where one of them begins with *: write the numbers out';
  const { days: on31 } = cron;
  if (on31 !== undefined && cron.weekdays === undefined) {
    const all = cron.months ?? months.map((_, i) => i + 1);
    if (!all.some((month) => on31.some((day) => day <= (longest[month - 1] ?? 0))))
      return 'no such day ever comes';
  }
  return cron;
}

type Field = (typeof fields)[number];

/** The numbers of a field, in order; undefined where it is all of them. */
function readField(text: string, field: Field): readonly number[] | undefined | string {
  const { name, from, to } = field;
  const wrong = `"${text}" is no ${name}: numbers from ${from} to ${to}, ranges, steps and lists of them`;
  const all = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const [first = '', last, more] = range.split('-');
    const begin = range === '*' ? from : numberOf(first, field);
    // On its own a number with a step means one thing here and another there.
    const end =
      range === '*'
        ? to
        : last === undefined
          ? step === undefined
            ? begin
            : undefined
          : numberOf(last, field);
    const by = step === undefined ? 1 : Number(step);
    if (begin === undefined || end === undefined || more !== undefined || begin > end || by < 1) return wrong;
    for (let at = begin; at <= end; at += by) all.add(at);
  }
  return all.size > to - from ? undefined : [...all].sort((a, b) => a - b);
}

function numberOf(text: string, { from, to, words }: Field): number | undefined {
  const named: readonly string[] = words;
  const word = named.indexOf(text.toLowerCase());
  const number =
    word >= 0 ? word + (named === months ? 1 : 0) : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}

/** The same for a file of cron, in numbers alone. */
export function cronFields({ minutes, hours, days, months, weekdays }: Cron): string {
  return [minutes, hours, days, months, weekdays].map((one) => one?.join(',') ?? '*').join(' ');
}

/**
 * The same for `OnCalendar` of systemd, of which several mean any.
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html
 */
export function calendars({ minutes, hours, days, months: inMonths, weekdays: on }: Cron): readonly string[] {
  const two = (numbers: readonly number[] | undefined) =>
    numbers?.map((one) => String(one).padStart(2, '0')).join(',') ?? '*';
  const names = on?.map((day) => (weekdays[day] ?? '').replace(/^./, (first) => first.toUpperCase()));
  const at = (when: readonly string[] | undefined, date: readonly number[] | undefined) =>
    `${when === undefined ? '' : `${when.join(',')} `}*-${two(inMonths)}-${two(date)} ${two(hours)}:${two(minutes)}:00`;
  return names !== undefined && days !== undefined
    ? [at(undefined, days), at(names, undefined)]
    : [at(names, days)];
}

import { spellPlace } from '../../api/place.ts';
import type { PlannedApp } from '../../api/plan.ts';
import { changesNothing } from '../../api/plan.ts';
import { groupBy } from '../../model/groups.ts';
import { visible } from '../../model/visible.ts';
import type { StackPlan } from '../../plan.ts';
import { isQuiet } from '../../plan.ts';
import type { Ink } from '../words/ink.ts';
import { plural, severityStyle } from '../words/ink.ts';
import type { Reader } from '../words/reader.ts';
import type { Heading } from './sentences.ts';
import {
  awayOf,
  becauseOf,
  fates,
  followers,
  keyName,
  orderOf,
  savedOf,
  tallyOf,
  toldOf,
} from './sentences.ts';

const width = 80;

const style: Readonly<Record<Heading, Parameters<Ink>[0]>> = {
  remove: ['red', 'bold'],
  recreate: ['yellow', 'bold'],
  rebuild: ['yellow', 'bold'],
  create: ['green', 'bold'],
  restart: ['cyan', 'bold'],
  run: ['cyan', 'bold'],
  keep: 'dim',
};

/** A plan for a terminal: stack by stack, of each the most dangerous first. */
export function planText(app: PlannedApp, reader: Reader): string {
  const { base, plans, gone } = app;
  if (changesNothing(app))
    return `nothing to do: ${plural(plans.length, 'stack is', 'stacks are')} what ${visible(base)} says\n`;
  const left = gone.flatMap((place) =>
    wrapped(
      `${visible(place)} is not described any more: nobody stops what runs of it. make down there first, with the files of before`,
      '',
    ),
  );
  // Environments of one system mostly fare alike: that is said once.
  const texts = plans.map((plan) => ({ plan, text: stackText(plan, app, reader) }));
  return [
    ...groupBy(texts, ({ text }) => text).map((alike) => {
      const names = alike.map(({ plan }) => visible(plan.project)).join(', ');
      const [{ text }] = alike;
      const [tally = ''] = text.split('\n', 1);
      const titles = wrapped(names, '')
        .map((line) => reader.ink('bold', line))
        .join('\n');
      return `${titles}${names.length + 2 + tally.length > width ? '\n' : '  '}${text}`;
    }),
    ...(left.length > 0 ? [`${left.join('\n')}\n`] : []),
  ].join('\n');
}

/** The author's line of a construct, as it is shown; empty where none is known. */
type PlaceOf = (path: string | undefined) => string;

function stackText(plan: StackPlan, app: PlannedApp, { ink, link }: Reader): string {
  if (isQuiet(plan)) return 'nothing to do\n';
  const place: PlaceOf = (path) => {
    const found = path === undefined ? undefined : app.places.get(path);
    return found === undefined ? '' : link(found, ink('dim', visible(spellPlace(found))));
  };
  const sections = [
    dangerLines(plan, ink, place),
    plan.isNew ? [] : dataLines(plan, ink),
    plan.isNew ? [] : serviceLines(plan, ink, place),
    plan.phases.length === 0 ? [] : wrapped(visible(orderOf(plan)), '  order     '),
  ].filter((lines) => lines.length > 0);
  return [tallyOf(plan), ...sections.map((lines) => lines.join('\n'))].join('\n\n').concat('\n');
}

function dangerLines({ dangers }: StackPlan, ink: Ink, place: PlaceOf): readonly string[] {
  return dangers.flatMap(({ rule, severity, path, message, fix }) => {
    const where = place(path);
    const label = `  ${severity === 'info' ? 'note' : severity}`.padEnd(10);
    const [first = '', ...rest] = wrapped(visible(`${message} (${rule})`), label);
    return [
      first.replace(label.trimEnd(), `  ${ink(severityStyle[severity], label.trim())}`),
      ...rest,
      ...wrapped(visible(fix), '          → '),
      ...(where === '' ? [] : [`            ${where}`]),
    ];
  });
}

function dataLines({ data }: StackPlan, ink: Ink): readonly string[] {
  return data
    .filter(({ fate }) => fate !== 'kept')
    .flatMap((one) => {
      const head = `  data      ${ink(one.risk ? ['red', 'bold'] : 'bold', visible(one.name))}: ${fates[one.fate]}`;
      return [head, ...below([...(one.fate === 'owner' ? [one.what, one.way] : []), savedOf(one)])];
    });
}

/** What there is to say below a head. */
function below(notes: readonly (string | undefined)[]): readonly string[] {
  return notes.flatMap((note) => (note === undefined ? [] : wrapped(visible(note), '            ')));
}

function serviceLines({ services }: StackPlan, ink: Ink, place: PlaceOf): readonly string[] {
  const told = toldOf(services).flatMap(([heading, step]) => {
    const where = place(step.path);
    const head = `  ${ink(style[heading], heading)}${' '.repeat(10 - heading.length)}${ink('bold', visible(step.service))}${where === '' ? '' : `  ${where}`}`;
    return [
      head,
      ...step.changes.flatMap((change) => changeLines(visible(keyName(change)), change.from, change.to)),
      ...below([...becauseOf(step), awayOf(step)]),
    ];
  });
  return [...told, ...followers(services).flatMap((line) => wrapped(visible(line), '  recreate  '))];
}

/** On one line where it has room, else a line each; a value that is longer ends in `…`: the JSON has all of it. */
function changeLines(name: string, from: string | undefined, to: string | undefined): readonly string[] {
  const margin = ' '.repeat(12);
  const [old, now] = [from, to].map((value) => value && visible(value.replaceAll('\n', '⏎')));
  const line =
    from === undefined
      ? `${margin}${name}: ${now} is new`
      : to === undefined
        ? `${margin}${name}: ${old} is gone`
        : `${margin}${name}: ${old} → ${now}`;
  if (line.length <= width) return [line];
  const cut = (text: string) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
  return [
    cut(`${margin}${name}:`),
    ...(from === undefined ? [] : [cut(`${margin}- ${old}`)]),
    ...(to === undefined ? [] : [cut(`${margin}+ ${now}`)]),
  ];
}

/** In lines of the width, each but the first below the end of what is before it. */
function wrapped(text: string, before: string): readonly string[] {
  const lines: string[] = [];
  let line = before;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(before.length);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

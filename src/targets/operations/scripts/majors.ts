import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { MajorModel, MajorWay } from '../../../model/major.ts';
import type { StackModel } from '../../../model/stack.ts';
import { english, said } from '../../../model/words.ts';
import { majorFile } from './brought.ts';
import { script } from './script.ts';

const gate = script('majors.sh');
const way = script('new-major.sh');

/** What tells the major versions of data, and takes them to newer ones; nothing where no data belong to one. */
export function majorScripts(stack: StackModel): readonly Artifact[] {
  const { majors = [] } = stack;
  if (majors.length === 0) return [];
  const facts = {
    notice: notice(stack),
    standing: stack.services.filter(({ serves }) => serves?.staysUp === true).map(({ id }) => id),
    majorFiles: [...new Set(majors.map(({ method }) => majorFile(method)))],
    bound: majors.map((major) =>
      [
        major.service,
        major.volume,
        wayOf(stack, major),
        storeOf(stack, major) ?? '-',
        major.method.product,
      ].join(' '),
    ),
    majors: majors.map((major) => ({
      service: major.service,
      method: major.method.name,
      words: major.words,
      way: undumped(stack, major) ? noDump : said(major.method.way, english).replaceAll('`', ''),
    })),
  };
  return movesMajors(stack) ? [gate(facts), way(facts)] : [gate(facts)];
}

/** Whether any data of the stack belong to a major version. */
export const hasMajors = ({ majors = [] }: StackModel): boolean => majors.length > 0;

/** Whether any of them go to a newer one by `make upgrade`. */
export const movesMajors = (stack: StackModel): boolean =>
  (stack.majors ?? []).some((major) => wayOf(stack, major) === 'load');

/** A dump can be loaded where one is made through the service. */
export function wayOf(stack: StackModel, major: MajorModel): MajorWay {
  return undumped(stack, major) ? 'refused' : major.method.newer;
}

const noDump =
  'Backups hold no dump of it here, so nobody can load one: dump it by hand with the old version.';

function undumped(stack: StackModel, major: MajorModel): boolean {
  return major.method.newer === 'load' && storeOf(stack, major) === undefined;
}

function storeOf({ stores }: StackModel, { service, volume }: MajorModel): string | undefined {
  return stores.find(
    (store) =>
      store.service === service && store.volumes.includes(volume) && store.method.through === 'service',
  )?.name;
}

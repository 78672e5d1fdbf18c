import type { Complaint, Finding, Rule, RuleAbout, Severity } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { AcknowledgementModel, StackModel } from '../model/stack.ts';

/** A complaint with the name of its rule. */
export type Found = Finding & Pick<Complaint, 'also'>;

/** The gate over the acknowledgements themselves. It sees what all rules found, so it is no {@link Rule}. */
export const acknowledgement = {
  id: 'acknowledgement',
  severity: 'error' as Severity,
  summary:
    'An acknowledgement names a rule and constructs that it finds something about, and gives the reason.',
  /** What is left when the acknowledged findings are gone, and what is wrong with the acknowledgements. */
  settle(stack: StackModel, found: readonly Found[], rules: readonly Rule[]): readonly Finding[] {
    const known = new Set(rules.map(({ id }) => id));
    const signed = new Set(
      stack.acknowledgements.flatMap(({ rule, paths }) => paths.map((path) => key(rule, path))),
    );
    const used = new Set<string>();
    const left = found.flatMap(({ also = [], ...finding }) => {
      const matches = [finding.path, ...also]
        .flatMap(upwards)
        .map((path) => key(finding.rule, path))
        .filter((mark) => signed.has(mark));
      for (const mark of matches) used.add(mark);
      return matches.length > 0 ? [] : [finding];
    });
    const wrong = stack.acknowledgements.flatMap((one) => faults(stack, one, known, used));
    return [...left, ...wrong.map((complaint) => ({ rule: this.id, severity: this.severity, ...complaint }))];
  },
  about: {
    why: 'An acknowledgement is a decision that outlives its reason. One that matches nothing hides nothing today, and the next finding of that rule on that construct for ever after.',
    wrong: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
      stack.acknowledge('image-pinned', [web], 'It is always the latest.');
    `,
    right: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:latest' });
      stack.acknowledge('image-pinned', [web], 'The image is built on this host, and its tag never leaves it.');
    `,
    sources: ['src/rules/acknowledgement.ts'],
  } satisfies RuleAbout,
};

function faults(
  stack: StackModel,
  { rule, paths, reason }: AcknowledgementModel,
  known: ReadonlySet<string>,
  used: ReadonlySet<string>,
): readonly Complaint[] {
  const at = paths[0] ?? stack.path;
  const says = typeof reason === 'string' ? [reason] : Object.values(reason);
  const [meant] = known.has(rule) ? [] : nearest(rule, [...known]);
  if (!known.has(rule))
    return [
      {
        path: at,
        message: `an acknowledgement names the rule "${rule}", and there is none: it accepts nothing`,
        fix: meant === undefined ? `name one of these: ${[...known].join(', ')}` : `write '${meant}'`,
      },
    ];
  const unsigned = {
    path: at,
    message: `the acknowledgement of ${rule} has no reason: nobody will know whether it still holds`,
    fix: `say why: acknowledge('${rule}', […], 'because …')`,
  };
  const empty = {
    path: at,
    message: `the acknowledgement of ${rule} names no construct: it accepts nothing`,
    fix: 'name the constructs in its list, or remove it',
  };
  return [
    ...(says.length === 0 || says.some((words) => words.trim() === '') ? [unsigned] : []),
    ...(paths.length === 0 ? [empty] : []),
    ...paths
      .filter((path) => !used.has(key(rule, path)))
      .map((path) => ({
        path,
        message: `${rule} is acknowledged for "${path}", but it finds nothing there: what was accepted is mended, or was never there`,
        fix: `remove "${path.slice(path.lastIndexOf('/') + 1)}" from the acknowledgement`,
      })),
  ];
}

/** The path and those of all the constructs around it. */
function upwards(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('/'));
}

function key(rule: string, path: string): string {
  return `${rule}\n${path}`;
}

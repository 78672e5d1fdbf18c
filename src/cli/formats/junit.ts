import type { Located } from '../../api/examine.ts';
import { fails } from '../../api/examine.ts';
import { spellFile, spellPlace, spellWay } from '../../api/place.ts';
import { visible, visibleLines } from '../../model/visible.ts';
import { xml } from '../../syntax/xml.ts';
import { explainedWith } from '../explained.ts';
import type { Verdict } from './verdict.ts';

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly finding?: Located;
  /** `passed` may still have a finding: one below `--fail-on`. */
  readonly verdict: 'passed' | 'failure' | 'error';
}

/**
 * One suite for each stack, one case for each finding and for each rule that found nothing.
 * @see https://github.com/testmoapp/junitxml for the attributes that readers agree on
 */
export function junit(verdict: Verdict): string {
  const suites = suitesOf(verdict);
  const all = { name: 'stowage', cases: suites.flatMap(({ cases }) => cases) };
  const body = suites.map(
    (suite) => `  <testsuite ${counted(suite)}>\n${suite.cases.map(spelled).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counted(all)}>\n${body.join('')}</testsuites>\n`;
}

function suitesOf({ stacks, findings, rules, failOn, broken }: Verdict): readonly Suite[] {
  if (broken !== undefined) return [{ name: 'stowage', cases: [caseOf(broken, 'error')] }];
  const known = new Set(stacks.map(({ path }) => path));
  const byStack = new Map<string, Located[]>([...known].map((path) => [path, []]));
  for (const finding of findings) {
    const [top = ''] = finding.path.split('/');
    const name = known.has(top) ? top : 'stowage';
    byStack.set(name, byStack.get(name) ?? []);
    byStack.get(name)?.push(finding);
  }
  return [...byStack].map(([name, its]) => {
    const guilty = new Set(its.map(({ rule }) => rule));
    const silent = known.has(name) ? explainedWith(rules).filter(({ id }) => !guilty.has(id)) : [];
    return {
      name,
      cases: [
        ...its.map((finding) => caseOf(finding, fails(finding.severity, failOn) ? 'failure' : 'passed')),
        ...silent.map(({ id }): Case => ({ name: id, classname: name, verdict: 'passed' })),
      ],
    };
  });
}

function caseOf(finding: Located, verdict: Case['verdict']): Case {
  return { name: finding.rule, classname: finding.path || 'stowage', finding, verdict };
}

function counted({ name, cases }: Suite): string {
  const count = (verdict: Case['verdict']) => String(cases.filter((one) => one.verdict === verdict).length);
  return attributes({
    name,
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: '0',
    time: '0',
  });
}

function spelled({ name, classname, finding, verdict }: Case): string {
  const place = finding?.place;
  const head = attributes({
    name,
    classname,
    file: place && spellFile(place),
    line: place?.line?.toString(),
    time: '0',
  });
  if (finding === undefined) return `    <testcase ${head}/>\n`;
  const { severity, message, fix } = finding;
  const text = [message, `→ ${fix}`, spellPlace(place), spellWay(place)]
    .filter((line) => line !== '')
    .join('\n');
  const inside =
    verdict === 'passed'
      ? `<system-out>${legal(`${severity}: ${text}`)}</system-out>`
      : `<${verdict} ${attributes({ message, type: severity })}>${legal(text)}</${verdict}>`;
  return `    <testcase ${head}>\n      ${inside}\n    </testcase>\n`;
}

function attributes(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}="${legal(name === 'message' ? value : visible(value))}"`],
    )
    .join(' ');
}

/** A message may quote anything that an author typed, also what XML cannot carry. */
function legal(value: string): string {
  return xml(visibleLines(value).replace(/[\ufffe\uffff]/g, '?'));
}

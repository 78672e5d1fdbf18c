import { envNames } from '../../graph/texts.ts';
import type { WrittenLeaf } from '../../lower/written.ts';
import { writtenIn } from '../../lower/written.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { Dollar } from '../facts/dollars.ts';
import { dollarsIn, isForContainer } from '../facts/dollars.ts';

/** A dollar sign that is meant for the container reaches it. */
export const dollarDoubled: Rule = {
  id: 'dollar-doubled',
  severity: 'error',
  summary: 'In raw keys each dollar sign that is not for Compose is written as two.',
  about: {
    why: 'Raw keys go into the compose file as they are, and Compose replaces $NAME in every string of it, before a shell of the container sees the line. A name that .env does not have becomes nothing: a command loses its argument, a password hash its parts. What is in braces and is no form that Compose knows makes it refuse the project. The props escape by themselves.',
    wrong: `new Service(phase, 'web', {
  image: 'example.org/web:1.0.0',
  env: { WORKERS: 4 },
  compose: { command: ['sh', '-c', 'exec serve --workers $WORKERS'] },
});`,
    right: `new Service(phase, 'web', {
  image: 'example.org/web:1.0.0',
  env: { WORKERS: 4 },
  compose: { command: ['sh', '-c', 'exec serve --workers $$WORKERS'] },
});`,
    edits: 'It doubles the dollar sign in the string.',
    sources: ['https://docs.docker.com/reference/compose-file/interpolation/'],
  },
  check: (stack) => {
    const declared = new Set(stack.variables.map(({ name }) => name));
    return writtenIn(stack).flatMap(({ path, who, service, leaves }) => {
      const env = service === undefined ? none : envNames(service);
      return leaves.flatMap((leaf) => {
        const found = [...new Map(dollarsIn(leaf.value).map((dollar) => [dollar.written, dollar])).values()];
        const wrong = found.filter(
          ({ name }) => name === undefined || (!declared.has(name) && isForContainer(name, leaf, env)),
        );
        const doubled = wrong.length === 0 ? undefined : doubledIn(leaf.value, wrong);
        return wrong.map((dollar) => complaint(path, who, leaf, dollar, doubled));
      });
    });
  },
};

const none: ReadonlySet<string> = new Set();

function complaint(
  path: string,
  who: string,
  { keys, value }: WrittenLeaf,
  { written, name, otherwise }: Dollar,
  doubled: string | undefined,
): Complaint {
  const becomes = otherwise === undefined ? 'with nothing' : `with "${otherwise}"`;
  const then =
    name === undefined
      ? 'and Compose does not know that form: it refuses the project'
      : `and Compose replaces it ${becomes} before the container sees it`;
  return {
    path,
    message: `${who} has ${written} in ${keys.join('.')}, ${then}`,
    fix: `write $${written} there: two dollar signs are one for the container`,
    ...(doubled !== undefined && { edit: { kind: 'text', text: value, by: doubled } }),
  };
}

/** The string with two signs for each of these, where that is all that Compose still acts on; undefined where braces stand in braces. */
function doubledIn(value: string, dollars: readonly Dollar[]): string | undefined {
  const all = new Set(dollars.map(({ written }) => written));
  const by = value.replace(/(?<!\$)(?:\$\$)*(\$(?:[A-Za-z_]\w*|\{[^{}$]*\}))/g, (found, written) =>
    all.has(written) ? `${found.slice(0, -written.length)}$${written}` : found,
  );
  return dollarsIn(by).some(({ written }) => all.has(written)) ? undefined : by;
}

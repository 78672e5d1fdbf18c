import { isWords } from '../compose/attributes/command.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';

/**
 * The buckets that a service makes by a command, as `s3://exports`: by `mb`, "make bucket", as most clients of object storages call it, or by
 * `create-bucket`.
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/mb.html and https://docs.aws.amazon.com/cli/latest/reference/s3api/create-bucket.html
 */
export function bucketsOf({ entrypoint = [], command = [], environment }: ServiceConfig): readonly string[] {
  const words = [entrypoint, command].flatMap((one) => (isWords(one) ? one : [one.line]));
  const text = words.map(showText).join(' ');
  if (!/\b(mb|create-bucket)\b/.test(text)) return [];
  // A variable of the shell in the container.
  const filled = (name: string) =>
    name.replace(/\$\{?(\w+)\}?/g, (whole, variable) => {
      const value = environment?.get(variable);
      return value ? showText(value) : whole;
    });
  const names = text.split(/[;\n|&()]+/).flatMap((line) => madeBy(line.replace(/["']/g, '').split(/\s+/)));
  return [...new Set(names.map((name) => `s3://${filled(name)}`))];
}

/** The buckets that one command makes: `mc mb --ignore-existing store/one store/two`, `aws s3 mb s3://one`. */
function madeBy(words: readonly string[]): readonly string[] {
  const [mb, create] = ['mb', 'create-bucket'].map((verb) => words.indexOf(verb));
  if (mb !== undefined && mb >= 0)
    return words
      .slice(mb + 1)
      .flatMap((word) => /^(?:s3:\/\/|[^/>-][^/>]*\/)([^/]+)\/?$/.exec(word)?.[1] ?? []);
  if (create === undefined || create < 0) return [];
  return words.flatMap((word, i) =>
    word === '--bucket' ? (words[i + 1] ?? []) : (/^--bucket=(.+)$/.exec(word)?.[1] ?? []),
  );
}

import { isWords } from '../compose/attributes/command.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';

/** `mb`, "make bucket", is what clients of object storages call it: `mb --ignore-existing storage/exports`, `mb s3://exports`. */
const making = /\bmb(?:\s+--?[\w-]+)*\s+(["']?)(?:s3:\/\/|[\w-]+\/)([^\s"'`;|&<>()]+)\1/g;

/**
 * The buckets that a service makes by a command, as `s3://exports`.
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/mb.html
 */
export function bucketsOf({ entrypoint = [], command = [], environment }: ServiceConfig): readonly string[] {
  const words = [entrypoint, command].flatMap((one) => (isWords(one) ? one : [one.line]));
  const text = words.map(showText).join(' ');
  const names = [...text.matchAll(making)].map(([, , name = '']) =>
    name
      // A variable of the shell in the container.
      .replace(/\$\{?(\w+)\}?/g, (whole, variable) => {
        const value = environment?.get(variable);
        return value ? showText(value) : whole;
      })
      .replace(/\/+$/, ''),
  );
  return [...new Set(names)].filter((name) => name !== '').map((name) => `s3://${name}`);
}

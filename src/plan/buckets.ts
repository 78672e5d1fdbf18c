import type { Written } from '../compose/form.ts';
import { isWritten } from '../compose/form.ts';
import { own } from '../compose/own.ts';

/** `mb`, "make bucket", is what clients of object storages call it: `mb --ignore-existing storage/exports`, `mb s3://exports`. */
const making = /\bmb(?:\s+--?[\w-]+)*\s+(["']?)(?:s3:\/\/|[\w-]+\/)([^\s"'`;|&<>()]+)\1/g;

/**
 * The buckets that a service makes by a command, as `s3://exports`.
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/mb.html
 */
export function bucketsOf(service: Written): readonly string[] {
  const words = [own(service, 'entrypoint'), own(service, 'command')].flat();
  const environment = own(service, 'environment');
  const saidAs = (name: string) => {
    const value = isWritten(environment) ? own(environment, name) : undefined;
    return value === undefined || value === null ? undefined : String(value);
  };
  const text = words.filter((word) => typeof word === 'string').join(' ');
  const names = [...text.matchAll(making)].map(([, , name = '']) =>
    // A dollar for the shell of the container is written twice.
    name.replace(/\$\$\{?(\w+)\}?/g, (whole, variable) => saidAs(variable) ?? whole).replace(/\/+$/, ''),
  );
  return [...new Set(names)].filter((name) => name !== '').map((name) => `s3://${name}`);
}

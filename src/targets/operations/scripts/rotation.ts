import { variablesIn } from '../../../compose/text.ts';
import { saidIn } from '../../../graph/facts.ts';
import { fromFiles } from '../../../graph/secret-files.ts';
import { byFile, mountedFiles, textsOf } from '../../../graph/texts.ts';
import { isAskedFor, startsAlways } from '../../../lower/runs.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { VariableModel } from '../../../model/variable.ts';
import { english, said } from '../../../model/words.ts';
import { rotationFile } from './brought.ts';

/** Whether the scripts can draw one of its secrets anew. */
export function hasRotation(stack: StackModel): boolean {
  return stack.variables.some((one) => one.kind === 'secret' && refusal(stack, one) === undefined);
}

/** What `scripts/rotate` does with each secret, and why it leaves others as they are. */
export function rotationFacts(stack: StackModel): object {
  const secrets = stack.variables.filter(({ kind, derived }) => kind === 'secret' || derived !== undefined);
  const rotatable = secrets
    .filter((one) => refusal(stack, one) === undefined)
    .map(({ name, description, pattern }) => {
      const followers = stack.variables.flatMap((one) => (one.derived?.from === name ? [one.name] : []));
      const readers = stack.services.filter((one) =>
        [name, ...followers].some((read) => reads(stack, one, read)),
      );
      return {
        ...{ name, followers, applied: appliedTo(stack, name), says: said(description, english), pattern },
        readers: readers.filter(startsAlways).map(({ id }) => id),
        asked: readers.filter(isAskedFor).map(({ id }) => id),
      };
    });
  return {
    ...{ rotates: hasRotation(stack), asks: stack.services.some(isAskedFor) },
    rotatable,
    tells: rotatable.some(({ applied }) => applied.length > 0),
    fixed: secrets.flatMap((one) => {
      const why = refusal(stack, one);
      return why === undefined ? [] : [{ name: one.name, ...why }];
    }),
  };
}

/** The calls that tell the stores of a secret. */
function appliedTo({ services }: StackModel, name: string): readonly object[] {
  return services.flatMap(({ id, rotations = [] }) =>
    rotations.flatMap(({ secret, method, words }) =>
      secret === name && method !== undefined
        ? [
            {
              file: `scripts/${rotationFile(method)}`,
              service: id,
              call: [`rotate_${method.name}`, id, ...words],
            },
          ]
        : [],
    ),
  );
}

interface Refusal {
  readonly why: string;
  readonly mend: string;
}

function refusal(stack: StackModel, { name, derived, permanent }: VariableModel): Refusal | undefined {
  if (derived !== undefined)
    return { why: `${name} follows from ${derived.from}`, mend: `run: make rotate SECRET=${derived.from}` };
  if (permanent)
    return {
      why: `${name} never changes: what it has encrypted or bound can be read with it alone`,
      mend: 'what .env.example says of it holds; its program may have a way of its own to change it',
    };
  const keeper = stack.services.find((service) => mayKeep(stack, service, name));
  if (keeper === undefined) return undefined;
  return {
    why: `${keeper.id} may keep ${name} in its data since its first start, and nobody says how it takes another one`,
    mend: `change it inside of ${keeper.id}, write it into .env and run: make start; its author can say rotates: [{ secret }] where a start is enough`,
  };
}

/** Whether it is a store, which makes its users once, and is told the secret as the password of one. */
function mayKeep(stack: StackModel, service: ServiceModel, name: string): boolean {
  const { known, rotations = [] } = service;
  const passwords = new Set(known?.reach?.logins?.map(({ passwordVariable }) => passwordVariable));
  if (passwords.size === 0 || rotations.some(({ secret }) => secret === name)) return false;
  const told = [
    ...textsOf(service).flatMap(({ use, where, text }) => (use === 'env' ? [{ name: where, text }] : [])),
    ...fromFiles(stack, service),
  ];
  return told.some((one) => passwords.has(one.name) && variablesIn(one.text).includes(name));
}

function reads(stack: StackModel, service: ServiceModel, name: string): boolean {
  const texts = [
    ...textsOf(service),
    ...fromFiles(stack, service),
    ...mountedFiles(service, byFile(stack)).flatMap(({ content }) =>
      saidIn(content).texts.map((text) => ({ text })),
    ),
  ];
  return texts.some(({ text }) => variablesIn(text).includes(name));
}

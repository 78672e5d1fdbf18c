import type { At, Fault, Form } from '../form.ts';
import { refuse, shown } from '../form.ts';
import { isMisspelled, readText, spellText } from '../interpolation.ts';
import { bytesIn, nanosecondsIn, numberIn, spellBytes, spellNanoseconds, spellNumber } from '../quantity.ts';
import type { Text } from '../text.ts';
import { literal } from '../text.ts';

/** True or false, or a text that depends on a variable. */
export type Flag = boolean | Text;
/** A number, or a text that depends on a variable. */
export type Count = number | Text;
/** Bytes, or a text that depends on a variable. */
export type Bytes = number | Text;
/** Nanoseconds, or a text that depends on a variable. */
export type Span = number | Text;

/** Text with variables. */
export const text: Form<Text> = {
  read(written, at, faults) {
    if (typeof written === 'string') return interpolated(written, at, faults);
    const mend = isScalar(written) ? `put it in quotes: '${spelled(written)}'` : 'write text';
    return refuse(faults, at, `${shown(written)} where Compose wants text`, mend);
  },
  print: spellText,
};

/** Text where Compose takes a number or a boolean for text, and nothing for an empty one. */
export const scalar: Form<Text> = {
  read: (written, at, faults) =>
    written === null ? [] : isScalar(written) ? [spelled(written)] : text.read(written, at, faults),
  print: spellText,
};

/** The same, but nothing is a value of its own: what the shell of the caller, or the engine, has there. */
export const scalarOrNone: Form<Text | null> = {
  read: (written, at, faults) => (written === null ? null : scalar.read(written, at, faults)),
  print: (value) => (value === null ? null : spellText(value)),
};

/** One word of a few, in which Compose wants no variable. */
export const word: Form<string> = {
  read(written, at, faults) {
    const read = text.read(written, at, faults);
    const plain = literal(read);
    if (read !== undefined && plain === undefined)
      return refuse(faults, at, `${shown(written)} depends on a variable`, 'write the word itself');
    return plain;
  },
  print: (value) => spellText([value]),
};

// A map: an object has words of its own, such as `constructor`.
const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'y', 'yes', 'on'].map((yes) => [yes, true] as const),
  ...['false', 'n', 'no', 'off'].map((no) => [no, false] as const),
]);

export const flag: Form<Flag> = unlessVariable<boolean>({
  of: (written) => (typeof written === 'boolean' ? written : words.get(String(written).toLowerCase())),
  print: (value) => value,
  mend: 'write true or false',
});

export const count: Form<Count> = unlessVariable<number>({
  of: (written) => numberIn(String(written)),
  print: (value) => value,
  mend: 'write a number',
});

/** The same, but in quotes, as Compose wants it for `deploy.resources.limits.cpus`. */
export const quotedCount: Form<Count> = unlessVariable<number>({
  of: (written) => numberIn(String(written)),
  print: spellNumber,
  mend: "write a number in quotes: '0.5'",
});

/** A number, or a text that the engine understands: `400ms`. */
export const countOrWord: Form<Count> = {
  read(written, at, faults) {
    if (isScalar(written)) return count.read(written, at, faults);
    const read = text.read(written, at, faults);
    return read && (numberIn(literal(read) ?? '') ?? read);
  },
  print: (value) => (typeof value === 'number' ? value : spellText(value)),
};

/** A number of devices, or `all`, which is -1. */
export const countOrAll: Form<Count> = {
  read: (written, at, faults) => (written === 'all' ? -1 : count.read(written, at, faults)),
  print: (value) => (value === -1 ? 'all' : count.print(value)),
};

/** The mode of a file: a number, or text in octal digits. A number is printed: older versions read the text as a decimal one. */
export const mode: Form<Count> = unlessVariable<number>({
  of: (written) =>
    typeof written === 'string'
      ? /^(0o?)?[0-7]+$/.test(written)
        ? Number.parseInt(written.replace('o', ''), 8)
        : undefined
      : numberIn(String(written)),
  print: (value) => value,
  mend: "write octal digits in quotes: '0440'",
});

/** Bytes, printed in the unit in which the key is mostly written; `B`: as a bare number. */
export const bytes = (unit: 'M' | 'm' | 'B'): Form<Bytes> =>
  unlessVariable<number>({
    // A part of a byte counts in text only.
    of: (written) =>
      typeof written === 'number' && !Number.isInteger(written) ? undefined : bytesIn(String(written)),
    print: (value) => (unit === 'B' ? value : spellBytes(value, unit)),
    mend: 'write 512m, 2gb or a number of bytes',
  });

export const span: Form<Span> = unlessVariable<number>({
  of: (written) => (typeof written === 'string' ? nanosecondsIn(written) : undefined),
  print: spellNanoseconds,
  mend: 'write 30s, 1m30s or 500ms',
});

/** What a scalar without a variable means; with one, it stays text. */
function unlessVariable<Value extends number | boolean>(kind: {
  of(written: string | number | bigint | boolean): Value | undefined;
  print(value: Value): unknown;
  readonly mend: string;
}): Form<Value | Text> {
  return {
    read(written, at, faults) {
      if (!isScalar(written) && typeof written !== 'string')
        return refuse(faults, at, `${shown(written)} cannot be read here`, kind.mend);
      const parts = typeof written === 'string' ? interpolated(written, at, faults) : undefined;
      if (typeof written === 'string' && parts === undefined) return undefined;
      const plain = parts === undefined ? written : literal(parts);
      if (plain === undefined) return parts;
      return kind.of(plain) ?? refuse(faults, at, `${shown(written)} cannot be read here`, kind.mend);
    },
    print: (value) => (isText(value) ? spellText(value) : kind.print(value)),
  };
}

function isText(value: number | boolean | Text): value is Text {
  return typeof value === 'object';
}

function interpolated(written: string, path: At, faults: Fault[]): Text | undefined {
  const read = readText(written);
  return isMisspelled(read) ? refuse(faults, path, read.message, read.mend) : read;
}

function isScalar(written: unknown): written is number | bigint | boolean {
  return typeof written === 'number' || typeof written === 'bigint' || typeof written === 'boolean';
}

function spelled(written: number | bigint | boolean): string {
  return typeof written === 'boolean' ? String(written) : spellNumber(written);
}

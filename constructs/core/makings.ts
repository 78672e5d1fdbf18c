import { StowageError } from '../../src/model/error.ts';
import type { KeyAlgorithm, KeySpelling, SecretFormat, VariableModel } from '../../src/model/variable.ts';

/** What doctor takes for a key. Older tools begin one with `RSA` or `EC`; the patterns are none that a scanner for keys finds. */
const patterns: Readonly<Record<KeySpelling, { readonly private: string; readonly public: string }>> = {
  pem: { private: pem('PRIVATE'), public: pem('PUBLIC') },
  base64: { private: '[A-Za-z0-9+/]+=*', public: '[A-Za-z0-9+/]+=*' },
  base64url: { private: '[A-Za-z0-9_-]{43}', public: '[A-Za-z0-9_-]{87}' },
};

function pem(half: string): string {
  return `-+BEGIN ([A-Z]+ )?${half} KEY-+[A-Za-z0-9+/=[:space:]]+-+END ([A-Z]+ )?${half} KEY-+[[:space:]]*`;
}

/** A private key as data. */
export function privateHalf(
  name: string,
  algorithm: KeyAlgorithm,
  spelled: KeySpelling = 'pem',
): Pick<VariableModel, 'required' | 'pattern' | 'key'> {
  if (spelled === 'base64url' && algorithm !== 'p-256')
    throw new StowageError(
      'key-spelling',
      `"${name}" is a key of ${algorithm} in base64url, which only one of p-256 can be`,
      "write spelled: 'pem' or 'base64', or key: 'p-256'",
    );
  return { required: true, pattern: patterns[spelled].private, key: { algorithm, spelled } };
}

/** The public key of a private one as data. */
export function publicHalfOf(
  name: string,
  { name: from, key }: VariableModel,
): Pick<VariableModel, 'required' | 'pattern' | 'derived'> {
  if (key === undefined)
    throw new StowageError(
      'no-key',
      `"${name}" is the public half of ${from}, which is no key`,
      `make ${from} one: new Secret('${from}', { key: 'rsa-2048', … })`,
    );
  const { spelled } = key;
  return { required: true, pattern: patterns[spelled].public, derived: { by: 'public', from, spelled } };
}

/** The hash of a password as data. */
export function hashOf(from: string, cost = 12): Pick<VariableModel, 'required' | 'pattern' | 'derived'> {
  const pattern = '\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}';
  return { required: true, pattern, derived: { by: 'bcrypt', from, cost } };
}

/** One that another party issues. */
export function asIssued({
  optional = false,
  pattern,
}: {
  readonly optional?: boolean;
  readonly pattern?: string;
}): Pick<VariableModel, 'required' | 'pattern'> {
  return {
    required: !optional,
    ...(pattern !== undefined && { pattern: optional ? `(${pattern})?` : pattern }),
  };
}

/** Random bytes, as they are spelled. */
export function asDrawn(
  name: string,
  {
    format = 'hex',
    bytes = format === 'uuid' ? 16 : 32,
  }: { readonly format?: SecretFormat; readonly bytes?: number },
): Pick<VariableModel, 'required' | 'pattern' | 'bytes' | 'format'> {
  if (format === 'uuid' && bytes !== 16)
    throw new StowageError(
      'uuid-bytes',
      `"${name}" is a UUID of ${bytes} bytes`,
      'leave its bytes out: a UUID has 16',
    );
  return { required: true, pattern: formOf(format, bytes), bytes, ...(format !== 'hex' && { format }) };
}

/** What doctor takes for a value. A program decodes any but the first: a value of another length is none. */
function formOf(format: SecretFormat, bytes: number): string {
  const letters = Math.ceil((bytes * 4) / 3);
  switch (format) {
    case 'hex':
      return '[A-Za-z0-9._~-]{8,}';
    case 'base64':
      return `[A-Za-z0-9+/]{${letters}}${'='.repeat((3 - (bytes % 3)) % 3)}`;
    case 'base64url':
      return `[A-Za-z0-9_-]{${letters}}`;
    case 'uuid':
      return '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
  }
}

import { Variable } from './variable.ts';

/** What makes a bcrypt hash of a password, for whoever has this edge: a sentence in each language. */
export interface HashedBy {
  readonly en: string;
  readonly id: string;
}

/** The variable that holds the hash of a password which an edge asks for. A hash needs no drawing: who types the password makes it. */
export function loginVariable(name: string, how: HashedBy): Variable {
  return new Variable(name, {
    description: {
      en: `bcrypt hash of a password that the edge asks for, in single quotes. ${how.en}`,
      id: `Hash bcrypt dari kata sandi yang diminta reverse proxy, di antara tanda kutip tunggal. ${how.id}`,
    },
    group: { en: 'Logins', id: 'Login' },
    pattern: '\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}',
    // Of 24 random bytes that nobody kept.
    example: '$2a$14$t0Yizzq68epe1ne1FiXpResug9XPfAELxJFjzqvav.s8eQSci9tsy',
  });
}

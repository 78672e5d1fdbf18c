import { Variable } from './variable.ts';

/** The variable that holds the hash of a password which an edge asks for. A hash needs no drawing: who types the password makes it. */
export function loginVariable(name: string): Variable {
  return new Variable(name, {
    description: {
      en: "bcrypt hash of a password that the edge asks for, in single quotes. Of Caddy's image: docker run --rm -it caddy:2 caddy hash-password",
      id: 'Hash bcrypt dari kata sandi yang diminta reverse proxy, di antara tanda kutip tunggal. Dengan image Caddy: docker run --rm -it caddy:2 caddy hash-password',
    },
    group: { en: 'Logins', id: 'Login' },
    pattern: '\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}',
    // Of 24 random bytes that nobody kept.
    example: '$2a$14$t0Yizzq68epe1ne1FiXpResug9XPfAELxJFjzqvav.s8eQSci9tsy',
  });
}

import type { Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import type { Text } from '../model/text.ts';
import { variablesIn } from '../model/text.ts';
import { mentionsIn } from './facts/mentions.ts';
import { textsOf } from './facts/texts.ts';
import { listed } from './facts/wording.ts';

/** Characters that end a part of a URL. */
const delimiters = ['@', ':', '/', '?', '#', '%'];

/** What an operator types into a URL leaves the URL whole. */
export const secretFits: Rule = {
  id: 'secret-fits',
  severity: 'error',
  summary:
    'A variable that logs in through a URL has a pattern without the characters that end a part of it.',
  check: (stack) => {
    const loose = new Set(
      stack.variables.flatMap(({ name, pattern }) =>
        pattern === undefined || delimiters.some((one) => admits(pattern, one)) ? [name] : [],
      ),
    );
    return [...loginsInUrls(stack, loose)].map(([name, where]) => ({
      path: stack.path,
      message: `${name} stands in the URL of ${listed(where)}, and may hold any character: with one like @ or / in it the client goes to another host, or nowhere`,
      fix: `give ${name} pattern: '[A-Za-z0-9._~-]+', or make it a Secret, which has one`,
    }));
  },
  about: {
    why: 'A URL has no quotes: the first @, : or / ends the part that it stands in. A password that somebody typed works in one client and not in another, or sends the rest of the password to a name server. The values of a Secret are drawn without such characters, and make doctor refuses any other.',
    wrong: `
      const user = new Variable('SMTP_USER', { description: 'Who logs in at the mail server.', default: '' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { SMTP_URL: text\`smtp://\${user}@mail.example.com:587\` } });
    `,
    right: `
      const user = new Variable('SMTP_USER', { description: 'Who logs in at the mail server.', default: '', pattern: '[a-z0-9.-]*' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { SMTP_URL: text\`smtp://\${user}@mail.example.com:587\` } });
    `,
    sources: ['https://www.rfc-editor.org/rfc/rfc3986#section-3.2'],
  },
};

/** Those of the variables that stand for a user or a password of a URL, with the places. */
function loginsInUrls(
  { services }: StackModel,
  loose: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const service of services)
    for (const { where, text } of textsOf(service)) {
      if (text.length < 2 || !has(text, '://') || !variablesIn(text).some((name) => loose.has(name)))
        continue;
      const logins = mentionsIn(text, 'value').flatMap(({ user = [], password = [] }) => [
        ...user,
        ...password,
      ]);
      for (const name of variablesIn(logins)) {
        if (!loose.has(name)) continue;
        const places = found.get(name) ?? [];
        found.set(name, places);
        places.push(where);
      }
    }
  return found;
}

function has(text: Text, piece: string): boolean {
  return text.some((part) => typeof part === 'string' && part.includes(piece));
}

/** Whether a POSIX expression, which JavaScript reads nearly always alike, takes a value with that character. */
function admits(pattern: string, character: string): boolean {
  try {
    const whole = new RegExp(`^(?:${pattern})$`);
    return ['', 'a', 'aaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaa'].some((rest) => whole.test(rest + character));
  } catch {
    return false;
  }
}

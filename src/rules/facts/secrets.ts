import { byText } from '../../compose/by-text.ts';
import { mayHavePassword, passwordClients } from '../../graph/protocols.ts';
import { isSecretName } from '../../model/secret-name.ts';
import { isRandom, isRandomKey, randomIn } from './secret-random.ts';
import { knownLogin, shapesIn } from './secret-shapes.ts';

/** How a text gives a secret away. */
export interface Leak {
  /** Name of the variable, key or flag before the value, where there is one. */
  readonly name?: string;
  /** What it looks like, with the length and never the value. */
  readonly looks: string;
}

const wordsOnly = /^(true|false|yes|no|on|off|none|null|required|optional|default|random|auto|0|1)?$/i;
const quotes = /^(["'])(.*)\1$/s;

/** Whether the value could be the secret itself: not a switch, not a path, not a reference to something else. */
export function isSecretValue(value: string): boolean {
  const bare = value.trim().replace(quotes, '$2');
  const reference = /^\$|\$[({]|[`\uFFFC]|^\{.*\}$|^%.*%$|^<.*>$|^file:/s;
  return !(wordsOnly.test(bare) || reference.test(bare) || /^(\/[\w.-]+)+\/?$/.test(bare));
}

/**
 * Everything in a literal text that looks like a secret: by itself, by the name before it, or by the name that the whole
 * text goes by.
 */
export function leaksIn(text: string, name = ''): readonly Leak[] {
  if (forLogin.test(name) && knownLogin.test(text))
    return [{ looks: `a log-in of ${characters(text)} that everybody tries first` }];
  // Most texts are a word, and no credential is as short.
  if (text.length < 15 && !/[\s=:>@$]/.test(text)) return none;
  const sure = sureIn(text);
  if (sure.length > 0) return sure;
  if (isRandomKey(name, text)) return [{ looks: `a random number of ${characters(text)}` }];
  const [random] = randomIn(text, name);
  return random === undefined ? none : [ofRandom(random)];
}

const forLogin = /AUTH(?!OR)|LOGIN|CRED|USERS|ACCOUNT|ADMIN/i;

/** The same of a file, a line at a time: those of one product differ in few of them. */
export function leaksInFile(text: string): readonly Leak[] {
  if (overLines.test(text)) return leaksIn(text);
  const sure: Leak[] = [];
  let random: number | undefined;
  for (const line of text.split('\n')) {
    const found = ofLine(line);
    sure.push(...found.sure);
    random ??= found.random;
  }
  if (sure.length > 0 || random === undefined) return sure;
  return [ofRandom(random)];
}

/** What says on one line what stands on the next: a certificate, a default, a name and its value. */
const overLines = /-----BEGIN|\$\{[^}\n]*\n|[=:>]["'\s]*\n/;

const ofLine = byText((line) => ({ sure: sureIn(line), random: randomIn(line)[0] }));

function ofRandom(length: number): Leak {
  return { looks: `a random token of ${length} characters` };
}

function sureIn(text: string): readonly Leak[] {
  const shapes = shapesIn(text);
  const tells = telling.test(text);
  const isTyped = mayHavePassword.test(text) || /uthorization/i.test(text);
  // Most texts have nothing of it.
  if (shapes.length === 0 && !tells && !isTyped && !/@|\$\{/.test(text)) return none;
  return [
    ...shapes.map((looks) => ({ looks })),
    ...(text.includes('@') ? inUrls(text) : none),
    ...(tells ? [...named(text, assigned), ...named(text, flagged)] : none),
    ...(tells && text.includes('?') ? named(text, queried) : none),
    ...(isTyped ? typed(text) : none),
    ...defaultsIn(text),
  ];
}

const none: readonly Leak[] = [];

/** `//user:password@host`, and a token instead of both. */
function inUrls(text: string): readonly Leak[] {
  return [...text.matchAll(/:\/\/([^\s/@:]*)(?::([^\s/@]+))?@/g)].flatMap(([, user = '', password]) => {
    if (password === undefined)
      return isRandom(user) ? [{ looks: `a token of ${characters(user)} in a URL` }] : [];
    return isSecretValue(password) ? [{ looks: `a password of ${characters(password)} in a URL` }] : [];
  });
}

/** What is taken without its name, by programs and in a header: `Authorization: Bearer …`. */
const clients: readonly (readonly [RegExp, string])[] = [
  ...passwordClients,
  [/\bauthorization["']?\s*[:=]\s*["']?(?:bearer|basic|token)\s+([^\s"']{6,})/gi, 'Authorization'],
];

function typed(text: string): readonly Leak[] {
  return clients.flatMap(([form, name]) =>
    [...text.matchAll(form)].flatMap(([, value = '']) =>
      isSecretValue(value) ? [{ name, looks: `a literal of ${characters(value)}` }] : [],
    ),
  );
}

/** Secrets among the defaults of a text that Compose or a shell reads: `${PASSWORD:-…}`. */
export function defaultsIn(text: string): readonly Leak[] {
  if (!text.includes('${')) return [];
  const shaped = [...text.matchAll(defaulted)].flatMap(([, name = '', value = '']) =>
    isSecretName(name) ? [] : shapesIn(value).map((looks) => ({ name, looks })),
  );
  return telling.test(text) ? [...shaped, ...named(text, defaulted)] : shaped;
}

const defaulted = /\$\{([A-Za-z_]\w*):?-([^${}]+)\}/g;

/** `password=…`, `password: …`, `"password": "…"`, `<password>…<`. */
const assigned = /(?<![\w.${-])([\w.-]+)["']?(?:[ \t]*[=:][ \t]*|>)("[^"\n]*"|'[^'\n]*'|[^\s"',;&<>]+)/g;

/** `…?token=…`: what stands before it may be taken for the value of another name. */
const queried = /[?&]([\w.-]+)=([^\s"'&#<>]+)/g;

/** `--password …`. */
const flagged =
  /(?<=^|\s)(--?(?:password|passwd|pass|token|secret|secret-key|api-key))[ \t]+("[^"\n]*"|'[^'\n]*'|[^\s"',;&<>-][^\s"',;&<>]*)/g;

/** Every name of a secret has one of these in it. */
const telling = /pass|secret|token|credential|pwd|key/i;

function named(text: string, form: RegExp): readonly Leak[] {
  return !/[=:>\s]/.test(text)
    ? []
    : [...text.matchAll(form)].flatMap(([, name = '', value = '']) =>
        isSecretName(name) && isSecretValue(value)
          ? [{ name, looks: `a literal of ${characters(value)}` }]
          : [],
      );
}

/** How long a value is: all that a message may say of it. */
export function characters(value: string): string {
  const { length } = [...value.trim().replace(quotes, '$2')];
  return length === 1 ? '1 character' : `${length} characters`;
}

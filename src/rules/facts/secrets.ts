/** How a text gives a secret away. */
export interface Leak {
  /** Name of the variable, key or flag before the value, where there is one. */
  readonly name?: string;
  /** What it looks like, with the length and never the value. */
  readonly looks: string;
}

const secretName =
  /(^|[^a-z])(pass|passwd|secret|token|credentials?)$|[_-]pwd$|password$|passphrase$|(api|private|secret|secret_?access|encryption|signing|master)[_-]?key(_base)?$/;
const wordsOnly = /^(true|false|yes|no|on|off|none|null|required|optional|default|random|auto|0|1)?$/i;
const quotes = /^(["'])(.*)\1$/s;

/** Forms that only credentials have. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/, 'a private key (PEM)'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an access key of AWS'],
  [/\b(gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20,}/, 'a token of GitLab'],
  [/\bnpm_[A-Za-z0-9]{36}\b/, 'a token of npm'],
  [/\bxox[abeprs]-[\w-]{10,}/, 'a token of Slack'],
  [/\b[rs]k_live_[A-Za-z0-9]{16,}/, 'a key of Stripe'],
  [/\bsk-[A-Za-z0-9_-]{32,}/, 'an API key'],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/, 'a key of SendGrid'],
  [/\bAIza[\w-]{35}/, 'an API key of Google'],
  [/\bphx_[A-Za-z0-9]{30,}/, 'a personal API key of PostHog'],
  [/\bdop_v1_[0-9a-f]{40,}/, 'a token of DigitalOcean'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{40,}/, 'a secret key of age'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a signed token (JWT)'],
];

/** How they start: most texts have none, and thousands are asked. */
const anyShape =
  /-----BEGIN |A[KS]IA|gh[opsur]_|github_pat_|glpat-|npm_|xox|k_live_|sk-|SG\.|AIza|phx_|dop_v1_|AGE-SECRET-KEY-1|eyJ/;

/** Whether a variable, key or flag of that name holds a secret. `…_FILE`, `…_ID` and `…_TTL` do not. */
export function isSecretName(name: string): boolean {
  const words = name.slice(-64).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return secretName.test(words.toLowerCase());
}

/** Whether the value could be the secret itself: not a switch, not a path, not a reference to something else. */
export function isSecretValue(value: string): boolean {
  const bare = value.trim().replace(quotes, '$2');
  const reference = /^\$|\$[({]|[`\uFFFC]|^\{.*\}$|^%.*%$|^<.*>$|^file:/s;
  return !(wordsOnly.test(bare) || reference.test(bare) || /^(\/[\w.-]+)+\/?$/.test(bare));
}

/** Everything in a literal text that looks like a secret, by itself or by the name before it. */
export function leaksIn(text: string): readonly Leak[] {
  const shaped = !anyShape.test(text)
    ? []
    : shapes.flatMap(([shape, looks]) => (shape.test(text) ? [{ looks }] : []));
  const inUrls = !text.includes('@')
    ? []
    : [...text.matchAll(/:\/\/[^\s/@:]*:([^\s/@]+)@/g)].flatMap(([, password = '']) =>
        isSecretValue(password) ? [{ looks: `a password of ${characters(password)} in a URL` }] : [],
      );
  return [...shaped, ...inUrls, ...named(text, assigned), ...named(text, flagged), ...defaultsIn(text)];
}

/** Secrets among the defaults of a text that Compose or a shell reads: `${PASSWORD:-…}`. */
export function defaultsIn(text: string): readonly Leak[] {
  return named(text, /\$\{([A-Za-z_]\w*):?-([^${}]+)\}/g);
}

/** `password=…`, `password: …`, `"password": "…"`, `<password>…<`. */
const assigned = /(?<![\w.${-])([\w.-]+)["']?(?:[ \t]*[=:][ \t]*|>)("[^"\n]*"|'[^'\n]*'|[^\s"',;&<>]+)/g;

/** `--password …`. */
const flagged =
  /(?<=^|\s)(--?(?:password|passwd|pass|token|secret|secret-key|api-key))[ \t]+("[^"\n]*"|'[^'\n]*'|[^\s"',;&<>-][^\s"',;&<>]*)/g;

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

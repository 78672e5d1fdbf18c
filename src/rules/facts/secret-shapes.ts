/** Forms that only credentials have, and how a message calls them. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/, 'a private key (PEM)'],
  [/\b(AKIA|ASIA)(?![0-9A-Z]{0,16}EXAMPLE)[0-9A-Z]{16}\b/, 'an access key of AWS'],
  [/\b(gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20,}/, 'a token of GitLab'],
  [/\bnpm_[A-Za-z0-9]{36}\b/, 'a token of npm'],
  [/\bpypi-AgEI[\w-]{40,}/, 'a token of PyPI'],
  [/\bdckr_pat_[\w-]{20,}/, 'a token of Docker Hub'],
  [/\b(xox[abeprs]|xapp)-[\w-]{10,}/, 'a token of Slack'],
  [/\bhooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{16,}/, 'the address of a webhook of Slack'],
  [/\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[\w-]{40,}/, 'the address of a webhook of Discord'],
  [/\b[rs]k_live_[A-Za-z0-9]{16,}/, 'a key of Stripe'],
  [/\bwhsec_[A-Za-z0-9+/]{24,}/, 'the signing secret of a webhook'],
  [/\bsk-[A-Za-z0-9_-]{32,}/, 'an API key'],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/, 'a key of SendGrid'],
  [/\bAIza[\w-]{35}/, 'an API key of Google'],
  [/\bphx_[A-Za-z0-9]{30,}/, 'a personal API key of PostHog'],
  [/\bdop_v1_[0-9a-f]{40,}/, 'a token of DigitalOcean'],
  [/\bhvs\.[\w-]{24,}/, 'a token of Vault'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{40,}/, 'a secret key of age'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a signed token (JWT)'],
];

/** How they start: most texts have none, and thousands are asked. */
const any =
  /-----BEGIN |A[KS]IA|gh[opsur]_|github_pat_|glpat-|npm_|pypi-|dckr_pat_|xox|xapp-|hooks\.slack|discord|k_live_|whsec_|sk-|SG\.|AIza|phx_|dop_v1_|hvs\.|AGE-SECRET-KEY-1|eyJ/;

/** What the credentials in a text are, by their form alone. */
export function shapesIn(text: string): readonly string[] {
  return any.test(text) ? shapes.flatMap(([shape, looks]) => (shape.test(text) ? [looks] : [])) : [];
}

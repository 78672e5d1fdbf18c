/**
 * The headers in which proxies and CDNs say who the visitor is and what he asked for. Traefik takes the usual `X-Forwarded-…` and `X-Real-IP` out itself, of
 * whoever is not trusted, as they stand here; what has an underscore in the place of a hyphen it leaves, and many applications read both alike.
 * @see https://doc.traefik.io/traefik/routing/entrypoints/#forwarded-headers
 * @see https://developers.cloudflare.com/fundamentals/reference/http-headers/
 * @see https://httpoxy.org/
 */
const taken = [
  ...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Port', 'X-Forwarded-Prefix', 'X-Forwarded-Proto'],
  ...['X-Forwarded-Server', 'X-Real-IP'],
];

const left = [
  ...['X-Forwarded-Ssl', 'X-Forwarded-Scheme', 'X-Forwarded-User', 'X-Forwarded-Email', 'X-Forwarded-Groups'],
  ...['X-Forwarded-By', 'Forwarded', 'X-Client-IP', 'X-Cluster-Client-IP', 'Client-IP', 'True-Client-IP'],
  ...['Fastly-Client-IP', 'Fly-Client-IP', 'CF-Connecting-IP', 'CF-Connecting-IPv6', 'CF-Visitor'],
  ...['CF-IPCountry', 'X-Original-URL', 'X-Original-URI', 'X-Original-Host', 'X-Original-For'],
  ...['X-Original-Proto', 'X-Original-Method', 'X-Rewrite-URL', 'X-Scheme', 'X-Url-Scheme'],
  ...['Front-End-Https', 'Remote-User', 'Remote-Name', 'Remote-Email', 'Remote-Groups', 'X-Remote-User'],
  ...['X-Remote-Name', 'X-Remote-Email', 'X-Remote-Groups', 'Proxy'],
];

/** The names that no visitor's request keeps, in each of their spellings. */
export const claims: readonly string[] = [
  ...taken.flatMap(spellings).filter((name) => !taken.includes(name)),
  ...left.flatMap(spellings),
];

/** With a hyphen or an underscore at each place that has one. */
function spellings(name: string): readonly string[] {
  const [first = '', ...others] = name.split('-');
  return others.reduce<readonly string[]>(
    (all, part) => all.flatMap((one) => [`${one}-${part}`, `${one}_${part}`]),
    [first],
  );
}

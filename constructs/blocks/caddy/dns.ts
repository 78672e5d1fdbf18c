import { readImage, spellImage } from '../../../src/compose/image.ts';
import { StowageError } from '../../../src/model/error.ts';
import { imageName } from '../../../src/model/image-name.ts';
import { isInRange } from '../../../src/model/version.ts';
import type { Build } from '../../core/build.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import { Secret, SecretFile, Variable } from '../../core/variable.ts';
import { isA } from '../../props/brand.ts';
import type { DnsChallenge } from './dns-props.ts';
import type { CaddyProps } from './props.ts';

type Given = NonNullable<DnsChallenge['options']>[string];

/** How it proves that a domain is its operator's, where that is by DNS. */
export function challengeOf({ tls }: Pick<CaddyProps, 'tls'>): DnsChallenge | undefined {
  return typeof tls === 'object' && 'dns' in tls ? tls.dns : undefined;
}

/** What stands of it in each site of the Caddyfile. */
export function challengeFacts(dns: DnsChallenge): FileTemplate['facts'] {
  const { provider, token, options = {}, resolvers = [], propagationDelay, propagationTimeout } = dns;
  return {
    provider,
    token: token ? read(token) : false,
    options: Object.entries(options).map(([name, value]) => ({ name, value: read(value) })),
    resolvers,
    delay: propagationDelay ?? false,
    timeout: propagationTimeout ?? false,
  };
}

/**
 * A module has it read when it starts: what Caddy replaces before it parses its file stays in the configuration that it keeps.
 * @see https://caddyserver.com/docs/conventions#placeholders
 */
function read(value: Given): string {
  if (isA(value, SecretFile)) return `{file.${value.path}}`;
  return isA(value, Secret) || isA(value, Variable) ? `{env.${value.name}}` : value;
}

/** What its container is given for that. */
export function challengeEnv({
  token,
  options = {},
}: DnsChallenge): Readonly<Record<string, Secret | SecretFile | Variable>> {
  const given = [...(token ? [token] : []), ...Object.values(options)];
  return Object.fromEntries(
    given.flatMap((value): [string, Secret | SecretFile | Variable][] => {
      if (isA(value, SecretFile)) return [[`${value.secret.name}_FILE`, value]];
      return isA(value, Secret) || isA(value, Variable) ? [[value.name, value]] : [];
    }),
  );
}

/**
 * The image of this Caddy with the module. The database of checksums vouches that a version of a module is what everybody else got by its name.
 * @throws StowageError `caddy-builder`, `caddy-dns`
 * @see https://github.com/caddyserver/xcaddy#custom-builds
 * @see https://go.dev/ref/mod#checksum-database
 */
export function challengeBuild(id: string, image: string, dns: DnsChallenge): Build {
  const { version = '' } = imageName(image);
  const named = readImage(image);
  if (version.includes('.') && !isInRange(version, '>=2.8'))
    throw new StowageError(
      'caddy-dns',
      `"${id}" is to answer DNS challenges, and Caddy ${version} cannot read a secret from a file`,
      'take Caddy 2.8 or later',
    );
  const isExact = named !== undefined && /^\d+\.\d+\.\d+$/.test(version);
  if (dns.builder === undefined && !isExact)
    throw new StowageError(
      'caddy-builder',
      `"${id}" is to be built with a module, and "${image}" does not say of which version`,
      "name the image with its version, as in caddy:2.11.7-alpine, or say builder: 'caddy:2.11.7-builder-alpine'",
    );
  const { digest: _, ...repository } = named ?? { repository: '' };
  const builder = dns.builder ?? spellImage({ ...repository, tag: `${version}-builder-alpine` });
  const builds = imageName(builder).version ?? '';
  if (isExact && builds !== '' && builds !== version)
    throw new StowageError(
      'caddy-builder',
      `"${id}" runs Caddy ${version}, and would be built by "${builder}"`,
      `name the builder of the same version: '${spellImage({ ...repository, tag: `${version}-builder-alpine` })}'`,
    );
  const text = `# Caddy with the module that changes records of DNS.
FROM ${builder} AS builder
RUN xcaddy build --output /usr/bin/caddy --with ${dns.module}

FROM ${image}
COPY --from=builder /usr/bin/caddy /usr/bin/caddy
`;
  return { folder: `${id}/image`, context: [{ path: 'Dockerfile', text }] };
}

import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import { HostPath } from './host-path.ts';
import type { SecretFile } from './variable.ts';

/** A certificate that somebody else made, with its key, as files in the form of PEM. */
export interface OwnCertificate {
  /**
   * The certificate, and behind it those of the authorities between: `fullchain.pem` of many tools. A file of the host, or the file of a secret.
   * @throws StowageError `bad-certificate` for a path of the host that is no file, and for an edge without TLS.
   */
  readonly certificate: HostPath | SecretFile;
  /** Its private key, without a password: `privkey.pem`. Of the host's files one of root's, or one that everybody may read: the edge reads as root without more rights. */
  readonly key: HostPath | SecretFile;
}

/** Where a container finds one of the two. */
export function certificatePath(file: HostPath | SecretFile): `/${string}` {
  return isA(file, HostPath) ? `/certificates/${file.node.id}` : file.path;
}

/**
 * The files with certificates and keys of an edge, each once: its own, and those of its sites.
 * @throws StowageError `bad-certificate`
 */
export function certificatesOf(
  id: string,
  tls: string | OwnCertificate,
  sites: readonly { readonly tls: OwnCertificate | undefined }[],
): readonly (HostPath | SecretFile)[] {
  const all = [...(typeof tls === 'object' ? [tls] : []), ...sites.flatMap((site) => site.tls ?? [])];
  for (const one of all) checkCertificate(id, one, tls !== 'none');
  const files = all.flatMap(({ certificate, key }) => [certificate, key]);
  return [...new Map(files.map((file) => [certificatePath(file), file])).values()];
}

/** Variables that give a container those of them which are secrets. */
export function certificateEnv(
  files: readonly (HostPath | SecretFile)[],
): Readonly<Record<string, SecretFile>> {
  return Object.fromEntries(
    files.flatMap((one) => (isA(one, HostPath) ? [] : [[`${one.secret.name}_FILE`, one] as const])),
  );
}

/** @throws StowageError `bad-certificate` */
function checkCertificate(id: string, { certificate, key }: OwnCertificate, hasTls: boolean): void {
  const fault = (message: string, fix: string) =>
    new StowageError('bad-certificate', `"${id}" ${message}`, fix);
  if (!hasTls)
    throw fault(
      'has a certificate, and answers without TLS',
      'leave one of the two out: tls of a site, or tls: none',
    );
  for (const file of [certificate, key])
    if (isA(file, HostPath) && file.kind !== 'file')
      throw fault(
        `is to read a certificate or a key from "${file.node.id}", which is a ${file.kind}`,
        "write kind: 'file' and the path of the file itself",
      );
}

import type { ServiceModel } from '../../model/service.ts';
import { list, record, word } from './raw.ts';

/** A port of the host that leads to a container. */
export interface Published {
  /** Address of the host; undefined means every address. */
  readonly address: string | undefined;
  /** A number or a range as it was written; undefined means that the engine picks one. */
  readonly port: string | undefined;
  readonly protocol: string;
}

/** What a service publishes: the raw key `ports` replaces the prop. */
export function publishedBy({ ports, compose }: ServiceModel): readonly Published[] {
  if ('ports' in compose) return list(compose.ports).flatMap(rawPort);
  return ports.map(({ address, published, protocol }) => ({ address, port: String(published), protocol }));
}

/** Whether only programs of the host itself reach that address. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const bare = address.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return /^(::ffff:)?127(\.\d{1,3}){3}$/.test(bare) || /^(0{0,4}:){2,7}0{0,3}1$/.test(bare);
}

/** Every form of a raw port: `8000`, `8000:80`, `127.0.0.1:8000:80/tcp`, `[::1]:8000:80`, or a map. */
function rawPort(raw: unknown): readonly Published[] {
  if (typeof raw === 'string' || typeof raw === 'number') {
    const [mapping = '', protocol = 'tcp'] = String(raw).split('/');
    // The colons inside ${NAME:-…} and [::1] separate nothing.
    const fields = mapping.match(/(?:\$\{[^}]{0,99}\}|\[[^\]]{0,99}\]|[^:])+|(?<=:)(?=:)/g) ?? [];
    const port = fields.at(-2);
    const address = fields.slice(0, -2).join(':');
    return [{ address: address === '' ? undefined : address, port, protocol }];
  }
  const { host_ip: address, published, target, protocol } = record(raw);
  if (target === undefined) return [];
  return [
    {
      address: typeof address === 'string' && address !== '' ? address : undefined,
      port: word(published) || undefined,
      protocol: typeof protocol === 'string' ? protocol : 'tcp',
    },
  ];
}

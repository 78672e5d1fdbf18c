import { alsoAs, fields, listOf, mapOf, oneOrMore, saidBeside } from '../forms/collections.ts';
import { labels } from '../forms/named.ts';
import { count, flag, scalar, text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type {
  ConfigConfig,
  Include,
  Ipam,
  IpamPool,
  ModelConfig,
  NetworkConfig,
  Project,
  SecretConfig,
  VolumeConfig,
} from '../project.ts';
import { resource } from './resource.ts';
import { service } from './service.ts';

const include = alsoAs<Include>(
  fields<Include>({ path: oneOrMore(text), envFile: oneOrMore(text), projectDirectory: text }),
  {
    read(written, at, faults) {
      if (typeof written !== 'string') return 'long';
      const path = text.read(written, at, faults);
      return path && { path: [path] };
    },
    print(value) {
      const [path, ...more] = value.path ?? [];
      const all = path === undefined || more.length > 0 || saidBeside(value, ['path']).length > 0;
      return all ? undefined : spellText(path);
    },
  },
);

const network = resource<NetworkConfig>({
  name: text,
  driver: text,
  driverOpts: mapOf(scalar),
  external: flag,
  internal: flag,
  attachable: flag,
  enableIpv4: flag,
  enableIpv6: flag,
  ipam: fields<Ipam>({
    driver: text,
    config: listOf(
      fields<IpamPool>({ subnet: text, ipRange: text, gateway: text, auxAddresses: mapOf(text) }),
    ),
    options: mapOf(scalar),
  }),
  labels,
});

const volume = resource<VolumeConfig>({
  name: text,
  external: flag,
  driver: text,
  driverOpts: mapOf(scalar),
  labels,
});

const config = resource<ConfigConfig>({
  name: text,
  external: flag,
  file: text,
  environment: text,
  content: text,
  templateDriver: text,
  labels,
});

const secret = resource<SecretConfig>({
  name: text,
  external: flag,
  file: text,
  environment: text,
  driver: text,
  driverOpts: mapOf(scalar),
  templateDriver: text,
  labels,
});

/** A whole document, its keys in the order in which a reader asks. */
export const project = fields<Project>(
  {
    version: text,
    name: text,
    include: listOf(include),
    services: mapOf(service),
    models: mapOf(
      fields<ModelConfig>({ name: text, model: text, contextSize: count, runtimeFlags: listOf(text) }),
    ),
    networks: mapOf(network),
    volumes: mapOf(volume),
    configs: mapOf(config),
    secrets: mapOf(secret),
  },
  { mayBeEmpty: ['networks', 'volumes', 'configs', 'secrets'] },
);

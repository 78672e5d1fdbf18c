/** A document as the schema allows it, but for what Compose refuses beyond that: keys that exclude each other, most of all. */
export function legal(document: unknown): Fields {
  const { services, networks, volumes, configs, secrets, ...rest } = map(document);
  return {
    ...rest,
    services: each(services, (service) => legalService(map(service))),
    networks: each(networks, externalAlone),
    volumes: each(volumes, externalAlone),
    configs: each(configs, (config) => oneSource(map(config), ['content', 'environment', 'file'])),
    secrets: each(secrets, (secret) => oneSource(map(secret), ['environment', 'file'])),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Of keys that exclude each other, the first that is said stays. */
const exclusive = [
  ['networks', 'network_mode', 'links'],
  ['build', 'provider'],
  ['scale', 'container_name'],
  ['devices', 'gpus'],
];

function legalService(service: Fields): Fields {
  const drop = new Set(
    exclusive.flatMap((keys) => {
      const said = keys.filter((key) => key in service);
      return said.slice(1);
    }),
  );
  const { deploy, ...rest } = without(service, drop);
  return { image: 'x', ...rest, ...('deploy' in service && { deploy: legalDeploy(deploy, rest) }) };
}

/** What `deploy` says must not be said again beside it. */
function legalDeploy(deploy: unknown, service: Fields): unknown {
  if (deploy === null || deploy === undefined) return deploy;
  const { resources, replicas, ...rest } = map(deploy);
  const beside = ['cpus', 'mem_limit', 'mem_reservation', 'pids_limit', 'gpus'].some((key) => key in service);
  const alone = 'scale' in service || 'container_name' in service;
  return {
    ...rest,
    ...(resources !== undefined && !beside && { resources }),
    ...(replicas !== undefined && !alone && { replicas }),
  };
}

/** What others made has no keys of ours. */
function externalAlone(resource: unknown): unknown {
  const { external, name, ...rest } = map(resource);
  if (external === undefined || external === false) return { ...rest, ...(name !== undefined && { name }) };
  return { external, ...(name !== undefined && { name }) };
}

function oneSource(config: Fields, sources: readonly string[]): Fields {
  const { external, name, labels, template_driver: driver, ...rest } = config;
  const source = sources.find((one) => one in rest);
  if (external !== undefined && external !== false) return { external, ...(name !== undefined && { name }) };
  return {
    ...(source === undefined ? { file: './x' } : { [source]: rest[source] }),
    ...(name !== undefined && { name }),
    ...(labels !== undefined && { labels }),
    ...(driver !== undefined && { template_driver: driver }),
  };
}

function without(fields: Fields, keys: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.has(key)));
}

function each(value: unknown, change: (one: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(map(value)).map(([key, one]) => [key, change(one)]));
}

function map(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

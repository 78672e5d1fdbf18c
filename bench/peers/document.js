/**
 * One service as a compose file has it. What Stowage's `Service` adds by itself (limits, rotation of logs, restart, time to stop) an author
 * writes out here.
 * @param {{ id: string, image: string, network: string, volume: string, published: number, waits: readonly string[] }} wanted
 */
export function serviceOf({ id, image, network, volume, published, waits }) {
  const [upstream] = waits;
  return {
    image,
    command: ['serve', '--name', id],
    environment: {
      NAME: id,
      LOG_LEVEL: '${LOG_LEVEL:-info}',
      UPSTREAM_URL: upstream === undefined ? 'none' : `http://${upstream}:8000/api`,
    },
    volumes: [`${volume}:/var/lib/app`],
    ports: [`127.0.0.1:${published}:8000/tcp`],
    networks: [network],
    healthcheck: {
      test: ['CMD', 'app', 'ready'],
      interval: '10s',
      timeout: '5s',
      retries: 6,
      start_period: '30s',
    },
    ...(waits.length > 0 && {
      depends_on: Object.fromEntries(waits.map((one) => [one, { condition: 'service_healthy' }])),
    }),
    restart: 'unless-stopped',
    stop_grace_period: '30s',
    deploy: { resources: { limits: { cpus: '1', memory: '512M', pids: 512 } } },
    security_opt: ['no-new-privileges:true'],
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  };
}

/**
 * The whole file.
 * @param {readonly (readonly [string, object])[]} services
 * @param {readonly { network: string, volume: string }[]} wanted
 */
export function documentOf(services, wanted) {
  return {
    name: 'large-production',
    services: Object.fromEntries(services),
    networks: Object.fromEntries(wanted.map(({ network }) => [network, {}])),
    volumes: Object.fromEntries(wanted.map(({ volume }) => [volume, {}])),
  };
}

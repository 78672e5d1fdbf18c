import {
  App,
  Caddy,
  Elasticsearch,
  Environment,
  Minio,
  RabbitMq,
  Redis,
  Secret,
  Service,
  Stack,
  text,
  Variable,
} from '../../constructs/index.ts';

const domain = new Variable('DOMAIN', { description: 'Host name of OpenCTI.', example: 'cti.example.com' });
const email = new Variable('ADMIN_EMAIL', {
  description: 'Login of the administrator.',
  example: 'soc@example.com',
});
const password = new Secret('ADMIN_PASSWORD', { description: 'Of the administrator.' });
const token = new Secret('ADMIN_TOKEN', {
  description: 'The administrator’s key to the API; workers use it.',
  format: 'uuid',
});
const connectors = [
  ['export-file-stix', 'INTERNAL_EXPORT_FILE', 'application/json'],
  ['export-file-csv', 'INTERNAL_EXPORT_FILE', 'text/csv'],
  ['export-file-txt', 'INTERNAL_EXPORT_FILE', 'text/plain'],
  ['import-file-stix', 'INTERNAL_IMPORT_FILE', 'application/json,text/xml'],
  ['import-document', 'INTERNAL_IMPORT_FILE', 'application/pdf,text/plain,text/html'],
] as const;

const app = new App();
const environments = Environment.all({
  production: { host: { cpus: 8, memory: '32gb', disk: '200gb' }, guarded: true },
});
for (const environment of environments) {
  const stack = new Stack(app, 'opencti', environment, {
    title: 'OpenCTI',
    version: '6.7.5',
    site: text`https://${domain}`,
    backups: { at: '01:30', keepDays: 7 },
    smoke: [{ path: '/', status: 200 }],
    networks: 'derived',
  });
  const [stores, platform, workers] = stack.phases('stores', 'platform', 'workers');

  const redis = new Redis(stores, 'redis', {
    image: 'redis:7.4.7-alpine',
    eviction: 'noeviction',
    memory: '1gb',
    backup: { pause: true },
  });
  const minio = new Minio(stores, 'minio', {
    image: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
    client: 'quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z',
    bucket: 'opencti',
  });
  const elasticsearch = new Elasticsearch(stores, 'elasticsearch', {
    image: 'docker.elastic.co/elasticsearch/elasticsearch:8.19.7',
    env: { 'xpack.ml.enabled': 'false' },
    memory: '8gb',
    cpus: 4,
  });
  const rabbitmq = new RabbitMq(stores, 'rabbitmq', {
    image: 'rabbitmq:4.1.6-management-alpine',
    user: 'opencti',
  });

  const web = new Service(platform, 'opencti', {
    image: 'opencti/platform:6.7.5',
    description: 'OpenCTI: the platform and its API',
    port: 8080,
    env: {
      NODE_OPTIONS: '--max-old-space-size=8096',
      APP__PORT: 8080,
      APP__BASE_URL: text`https://${domain}`,
      APP__ADMIN__EMAIL: email,
      APP__ADMIN__PASSWORD: password,
      APP__ADMIN__TOKEN: token,
      APP__HEALTH_ACCESS_KEY: token,
      REDIS__HOSTNAME: redis.host,
      REDIS__PORT: 6379,
      REDIS__PASSWORD: redis.password,
      ELASTICSEARCH__URL: elasticsearch.endpoint,
      ELASTICSEARCH__USERNAME: elasticsearch.user,
      ELASTICSEARCH__PASSWORD: elasticsearch.password,
      ELASTICSEARCH__NUMBER_OF_REPLICAS: 0,
      MINIO__ENDPOINT: minio.host,
      MINIO__PORT: 9000,
      MINIO__USE_SSL: 'false',
      MINIO__BUCKET_NAME: minio.bucket,
      MINIO__ACCESS_KEY: minio.accessKey,
      MINIO__SECRET_KEY: minio.secretKey,
      RABBITMQ__HOSTNAME: rabbitmq.host,
      RABBITMQ__PORT: 5672,
      RABBITMQ__PORT_MANAGEMENT: 15672,
      RABBITMQ__USERNAME: rabbitmq.user,
      RABBITMQ__PASSWORD: rabbitmq.password,
    },
    health: {
      shell: 'wget -q --spider "http://127.0.0.1:8080/health?health_access_key=$APP__ADMIN__TOKEN"',
      interval: '30s',
      startPeriod: '300s',
    },
    memory: '10gb',
    cpus: 4,
  });
  for (const number of [1, 2, 3])
    new Service(workers, `worker-${number}`, {
      image: 'opencti/worker:6.7.5',
      description: 'Takes in what waits in the queue',
      env: { OPENCTI_URL: text`http://${web.address}`, OPENCTI_TOKEN: token, WORKER_LOG_LEVEL: 'info' },
    });
  for (const [id, type, scope] of connectors)
    new Service(workers, `connector-${id}`, {
      image: `opencti/connector-${id}:6.7.5`,
      description: 'Takes in, or hands out, one kind of file',
      env: {
        OPENCTI_URL: text`http://${web.address}`,
        OPENCTI_TOKEN: token,
        CONNECTOR_ID: new Secret(`${id.toUpperCase().replaceAll('-', '_')}_ID`, {
          description: `What OpenCTI knows the connector ${id} by: it stays.`,
          format: 'uuid',
        }),
        CONNECTOR_TYPE: type,
        CONNECTOR_NAME: id,
        CONNECTOR_SCOPE: scope,
      },
    });
  new Caddy(workers, 'caddy', { image: 'caddy:2.11.7-alpine', domain, tls: 'public', routes: { '/*': web } });
}
export default app;

type Owners = Readonly<Record<string, readonly string[]>>;

const none: Owners = {};

/** The folders that images make beside the system's own, and who may write to each, as their Dockerfiles said in November 2026. */
const all: readonly (readonly [repository: string, Owners])[] = [
  // https://github.com/alpinelinux/docker-alpine, and https://github.com/debuerreotype/docker-debian-artifacts
  ...['alpine', 'debian', 'busybox'].map((name) => [name, none] as const),
  // https://github.com/docker-library/python, golang and ruby: they make folders of root's alone
  ...['python', 'ruby'].map((name) => [name, none] as const),
  // https://github.com/adoptium/containers
  ['eclipse-temurin', none],
  // https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template
  ['golang', { '/go': ['anyone'] }],
  // https://github.com/nginx/docker-nginx and https://github.com/docker-library/httpd
  ...['nginx', 'httpd'].map((name) => [name, none] as const),
  // https://github.com/caddyserver/caddy-docker/blob/master/Dockerfile.tmpl
  ['caddy', { '/data': ['root'], '/config': ['root'] }],
  // https://github.com/docker-library/mongo/blob/master/Dockerfile-linux.template
  ['mongo', { '/data/db': ['mongodb', '999'], '/data/configdb': ['mongodb', '999'] }],
  // https://github.com/dani-garcia/vaultwarden/blob/main/docker/Dockerfile.j2
  ['vaultwarden/server', { '/data': ['root'] }],
  // https://github.com/grafana/loki/blob/main/cmd/loki/Dockerfile
  ['grafana/loki', { '/loki': ['loki', '10001'] }],
  // https://github.com/nodejs/docker-node/blob/main/Dockerfile-debian.template
  ['node', { '/home/node': ['node', '1000'] }],
  // https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template
  ['postgres', { '/var/lib/postgresql/data': ['anyone'], '/var/lib/postgresql': ['anyone'] }],
  // https://github.com/docker-library/mysql/blob/master/template/Dockerfile.oracle
  ['mysql', { '/var/lib/mysql': ['anyone'] }],
  // https://github.com/redis/docker-library-redis/blob/master/Dockerfile.template
  ['redis', { '/data': ['redis', '999'] }],
  // https://github.com/valkey-io/valkey-container/blob/mainline/Dockerfile.template
  ['valkey/valkey', { '/data': ['valkey', '999'] }],
  // https://github.com/prometheus/prometheus/blob/main/Dockerfile
  ['prom/prometheus', { '/prometheus': ['nobody', '65534'] }],
  // https://github.com/grafana/grafana/blob/main/Dockerfile
  ['grafana/grafana', { '/var/lib/grafana': ['anyone'] }],
  // https://github.com/elastic/elasticsearch/blob/main/distribution/docker/src/docker/Dockerfile
  ['elasticsearch', { '/usr/share/elasticsearch/data': ['elasticsearch', '1000'] }],
  // https://github.com/n8n-io/n8n/blob/master/docker/images/n8n/Dockerfile
  ['n8nio/n8n', { '/home/node': ['node', '1000'], '/home/node/.n8n': ['node', '1000'] }],
  // https://github.com/jenkinsci/docker/blob/master/debian/bookworm/hotspot/Dockerfile
  ['jenkins/jenkins', { '/var/jenkins_home': ['jenkins', '1000'] }],
  // https://github.com/apache/solr-docker: docker/templates/Dockerfile.body.template
  ['solr', { '/var/solr': ['solr', '8983'] }],
  // https://github.com/minio/minio/blob/master/Dockerfile.release: nobody but root
  ['minio/minio', none],
];

/** Who may write where in an image, by the first name of its repository. */
export const ownersIn: ReadonlyMap<string, Owners> = new Map(all);

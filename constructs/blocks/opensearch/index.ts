import type { Construct } from 'constructs';
import type { RotationMethod } from '../../../src/model/rotation.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import type { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { user } from './facts.ts';
import { majorVersion } from './major.ts';
import type { Product } from './node.ts';
import { keep, nodeOf } from './node.ts';
import type { SearchProps } from './props.ts';

const product: Product = {
  title: 'OpenSearch',
  home: '/usr/share/opensearch',
  javaOptions: 'OPENSEARCH_JAVA_OPTS',
  user: 'admin',
  own: '^(\\.opendistro|\\.plugins-|\\.opensearch-|\\.ql-|security-auditlog-|top_queries-)',
};

/**
 * One node of OpenSearch that is its whole cluster, by the official image, with its security plugin on: whoever has no password gets no answer.
 *
 * The image would make users whose passwords are published (`kibanaserver`, `logstash`, `readall` …) and wants a password for `admin` that looks
 * complicated. Here there is one user, `admin`, with a secret that `make init` draws, and of the certificates that the image brings, which everybody
 * has, the node shows none: others reach it by HTTP alone, over networks of the host. Give it one with those who use it (`networks: 'derived'`).
 *
 * The password is taken at the first start alone, and kept in an index; `make rotate` has the user change its own.
 *
 * A major version is followed by the next one, and none is skipped; see the runbook. The host needs `vm.max_map_count` of 262144.
 * @see https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/
 * @see https://docs.opensearch.org/latest/security/configuration/yaml/ for internal_users.yml
 */
export class OpenSearch extends Service {
  /** `http://host:9200`, where it asks for a login. */
  readonly endpoint: Template;
  /** `http://admin:password@host:9200`. */
  readonly url: Template;
  /** Who logs in: it may do everything. */
  readonly user: string = product.user;
  /** With which password. */
  readonly password: Secret;
  /** Its indices. Where they are made from a database that a backup brings back, and not saved themselves: `search.data.emptyWith(…)`. */
  readonly data: Volume;

  /** @throws StowageError `search-heap` for a heap that its container has no room for */
  constructor(scope: Construct, id: Id, props: SearchProps) {
    checkNew(OpenSearch, new.target, [scope, id, props]);
    const prefix = inCapitals(id);
    const password = new Secret(`${prefix}_PASSWORD`, {
      description: {
        en: "Password of OpenSearch's user admin. It takes effect at the first start only.",
        id: 'Kata sandi pengguna admin OpenSearch. Hanya dipakai saat pertama kali dijalankan.',
      },
    });
    const hash = new Secret(`${prefix}_PASSWORD_HASH`, {
      description: {
        en: 'The same, as OpenSearch reads it.',
        id: 'Kata sandi yang sama, dalam bentuk yang dibaca OpenSearch.',
      },
      bcryptOf: password,
    });
    const rotates = [
      { secret: password, method: changePassword, words: [product.user] },
      ...(props.rotates ?? []),
    ];
    super(
      scope,
      id,
      nodeOf(product, id, { ...props, rotates }, password, {
        'plugins.security.ssl.http.enabled': 'false',
        // Into the log of the container, which is rotated, not into an index a day that nobody deletes.
        'plugins.security.audit.type': 'log4j',
        DISABLE_PERFORMANCE_ANALYZER_AGENT_CLI: 'true',
      }),
    );
    const users = new ConfigFile(this, `${id}-users`, {
      file: `${id}/internal_users.yml`,
      comment: '#',
      owner: `${user}:${user}`,
      content: {
        format: 'yaml',
        text: text`
_meta:
  type: internalusers
  config_version: 2
admin:
  hash: ${hash}
  reserved: false
  backend_roles: [admin]
`,
      },
    });
    this.mount(users, `${product.home}/config/opensearch-security/internal_users.yml`);
    this.password = password;
    this.endpoint = text`http://${this.address}`;
    this.url = text`http://${product.user}:${password}@${this.address}`;
    this.data = keep(this, product, props);
    this.bindToMajor({ method: majorVersion, volume: this.data });
  }
}

/**
 * The password is in an index. Words: USER.
 * @see https://docs.opensearch.org/latest/security/access-control/api/#change-password
 */
const changePassword: RotationMethod = {
  name: 'opensearch',
  script: ownFile(import.meta.url, './rotate.sh'),
};

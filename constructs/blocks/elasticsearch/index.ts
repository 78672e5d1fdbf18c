import type { Construct } from 'constructs';
import type { Id } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Service } from '../../core/service.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import type { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import type { Product } from '../opensearch/node.ts';
import { keep, nodeOf } from '../opensearch/node.ts';
import type { SearchProps } from '../opensearch/props.ts';
import { majorVersion } from './major.ts';

const product: Product = {
  title: 'Elasticsearch',
  home: '/usr/share/elasticsearch',
  javaOptions: 'ES_JAVA_OPTS',
  user: 'elastic',
  own: '^(\\.|ilm-history-|slm-history-)',
};

/**
 * One node of Elasticsearch that is its whole cluster, by the official image of 8 or 9, with security on: whoever has no password gets no answer. It
 * speaks HTTP, over networks of the host: give it one with those who use it (`networks: 'derived'`).
 *
 * The password comes from `.env` at each start, until somebody sets another one by its interface.
 *
 * Indices whose names begin with a dot are its own and Kibana's, and in no backup. A major version is followed by the next one, and none is
 * skipped; see the runbook. The host needs `vm.max_map_count` of 262144.
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/docker.html
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/security-minimal-setup.html
 */
export class Elasticsearch extends Service {
  /** `http://host:9200`, where it asks for a login. */
  readonly endpoint: Template;
  /** `http://elastic:password@host:9200`. */
  readonly url: Template;
  /** Who logs in: it may do everything. */
  readonly user: string = product.user;
  /** With which password. */
  readonly password: Secret;
  /** Its indices. Where they are made from a database that a backup brings back, and not saved themselves: `search.data.emptyWith(…)`. */
  readonly data: Volume;

  /** @throws StowageError `search-heap` for a heap that its container has no room for */
  constructor(scope: Construct, id: Id, props: SearchProps) {
    checkNew(Elasticsearch, new.target, [scope, id, props]);
    const password = new Secret(`${inCapitals(id)}_PASSWORD`, {
      description: {
        en: "Password of Elasticsearch's user elastic.",
        id: 'Kata sandi pengguna elastic milik Elasticsearch.',
      },
    });
    super(
      scope,
      id,
      nodeOf(product, id, props, password, {
        ELASTIC_PASSWORD: password,
        'xpack.security.enabled': 'true',
        'xpack.security.http.ssl.enabled': 'false',
        // It would fetch tables of places from its maker's servers, into an index of its own.
        'ingest.geoip.downloader.enabled': 'false',
      }),
    );
    this.password = password;
    this.endpoint = text`http://${this.address}`;
    this.url = text`http://${product.user}:${password}@${this.address}`;
    this.data = keep(this, product, props);
    this.bindToMajor({ method: majorVersion, volume: this.data });
  }
}

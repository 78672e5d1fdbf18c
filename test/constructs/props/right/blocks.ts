import { service } from './service.ts';
import type { Right } from './world.ts';

/** The products of `constructs/blocks`. */
export const blocks: Right = {
  'new Postgres': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'postgres:16.4',
      database: 'a',
      user: 'b',
      password: w.key,
      volume: 'rows',
      backup: false,
    },
  ],
  'new Redis': (w) => [
    w.core,
    'made',
    { ...service(w), image: 'redis:6.2.20', maxMemory: '100mb', eviction: 'volatile-lru', volume: 'keys' },
  ],
  'new Zookeeper': (w) => [w.core, 'made', { ...service(w), image: 'zookeeper:3.7.0' }],
  'new Kafka': (w) => [
    w.core,
    'made',
    { ...service(w), image: 'kafka:2.8.1', zookeeper: w.zookeeper, retentionHours: 3, retentionSize: '1gb' },
  ],
  'new ClickHouse': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'clickhouse:22.8',
      database: 'a',
      zookeeper: w.zookeeper,
      folder: 'b',
      cluster: 'c',
      keepLogs: { query_log: 7 },
      settings: { load_balancing: 'random', a: 1 },
      backup: { fullEvery: 7 },
    },
  ],
  'new Minio': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'minio:1',
      client: 'mc:1',
      bucket: 'shop',
      port: 19000,
      volume: 'objects',
      backup: false,
    },
  ],
  'new Caddy': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'caddy:2.11.7',
      domain: 'shop.example.com',
      tls: 'public',
      routes: { '/*': w.web, '/a': w.web.at(81) },
      email: w.name,
      trustedProxies: ['10.0.0.0/8'],
      reachableInside: true,
      hsts: 3600,
      bodyLimit: '5MB',
      headerLimit: '32KB',
      compress: ['/static/*'],
      hidden: ['/metrics'],
    },
  ],
};

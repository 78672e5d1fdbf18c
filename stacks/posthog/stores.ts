/** What each store is to PostHog, and what of it stands in the data of every deployment. */
export const stores = {
  redis: {
    holds: {
      en: 'Redis: queued jobs, schedule and cache',
      id: 'Redis: antrean pekerjaan, jadwal, dan cache',
    },
  },
  zookeeper: {
    description: {
      en: 'ZooKeeper: metadata of Kafka and ClickHouse',
      id: 'ZooKeeper: metadata Kafka dan ClickHouse',
    },
    room: {
      en: 'It keeps three snapshots and what follows them, and removes the rest every hour. Never delete its files by hand: ClickHouse and Kafka need them.',
      id: 'ZooKeeper menyimpan tiga snapshot beserta lanjutannya, dan menghapus sisanya setiap jam. Jangan pernah menghapus berkasnya secara manual: ClickHouse dan Kafka memerlukannya.',
    },
  },
  kafka: {
    description: {
      en: 'Kafka: events on their way to ClickHouse',
      id: 'Kafka: event dalam perjalanan ke ClickHouse',
    },
    holds: {
      en: 'Kafka: events that are not yet processed, and offsets',
      id: 'Kafka: event yang belum diproses dan offset',
    },
    // The number that PostHog's own deployments have in their data.
    brokerId: 1001,
  },
  clickhouse: {
    description: { en: 'ClickHouse: events and recordings', id: 'ClickHouse: event dan rekaman' },
    // They stand in the ZooKeeper paths of the replicated tables: the same in every deployment of PostHog's makers.
    macros: { shard: '01', replica: 'ch1' },
  },
  minio: {
    // As PostHog itself calls them.
    accessKeyName: 'OBJECT_STORAGE_ACCESS_KEY_ID',
    secretKeyName: 'OBJECT_STORAGE_SECRET_ACCESS_KEY',
  },
} as const;

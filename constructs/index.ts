/** The author's vocabulary. A stack imports this file and nothing else of the compiler. */

export type { ArchiveModel, TakeoverMethod } from '../src/model/adoption.ts';
export type { Artifact } from '../src/model/artifact.ts';
export type { BackupMethod } from '../src/model/backup.ts';
export type { Escape, OwnFormat, PlaceFormat } from '../src/model/config-file.ts';
export type { Complaint, Rule, RuleAbout, Severity } from '../src/model/finding.ts';
export type { LoginModel } from '../src/model/image.ts';
export type { ImageRow } from '../src/model/image-row.ts';
export type { MajorMethod, MajorWay } from '../src/model/major.ts';
export type { RotationMethod } from '../src/model/rotation.ts';
export type { StackModel, SystemModel } from '../src/model/stack.ts';
export type { SchemaFor, Target } from '../src/model/target.ts';
export type { KeyAlgorithm, KeySpelling, SecretFormat } from '../src/model/variable.ts';
export type { Language, LanguageId, LanguageTemplate, Sentence } from '../src/model/words.ts';
export type { ByDns, DnsChallenge } from './blocks/caddy/dns-props.ts';
export { Caddy } from './blocks/caddy/index.ts';
export type { CaddyOptions, CaddyProps } from './blocks/caddy/props.ts';
export { ClickHouse } from './blocks/clickhouse/index.ts';
export type { ClickHouseLogTable } from './blocks/clickhouse/logs.ts';
export type { ClickHouseProps } from './blocks/clickhouse/props.ts';
export { ClickHouseKeeper, type ClickHouseKeeperProps } from './blocks/clickhouse-keeper/index.ts';
export { Elasticsearch } from './blocks/elasticsearch/index.ts';
export { Kafka, type KafkaProps } from './blocks/kafka/index.ts';
export type { KafkaLogin } from './blocks/kafka/login.ts';
export { MariaDb, type MariaDbProps } from './blocks/mariadb/index.ts';
export { Memcached, type MemcachedProps } from './blocks/memcached/index.ts';
export type { BucketAccess, BucketOptions, MinioUser } from './blocks/minio/buckets.ts';
export { Minio } from './blocks/minio/index.ts';
export type { BucketName, MinioProps, MinioUserName } from './blocks/minio/props.ts';
export { MongoDb, type MongoDbProps } from './blocks/mongodb/index.ts';
export { MySql, type MySqlProps } from './blocks/mysql/index.ts';
export type { SqlDatabase, SqlDatabaseProps } from './blocks/mysql-family/databases.ts';
export type { ServerOption, SqlMode, SqlName, SqlServerProps } from './blocks/mysql-family/props.ts';
export { OpenSearch } from './blocks/opensearch/index.ts';
export type { SearchProps } from './blocks/opensearch/props.ts';
export { Postgres } from './blocks/postgres/index.ts';
export type { PostgresDatabase, PostgresDatabaseProps, PostgresProps } from './blocks/postgres/props.ts';
export { RabbitMq, type RabbitMqProps } from './blocks/rabbitmq/index.ts';
export { Redis } from './blocks/redis/index.ts';
export type { RedisProps } from './blocks/redis/props.ts';
export {
  ExistingTraefik,
  type ExistingTraefikOptions,
  type ExistingTraefikProps,
} from './blocks/traefik/existing.ts';
export { Traefik } from './blocks/traefik/index.ts';
export type {
  TraefikOptions,
  TraefikProps,
  TraefikRoute,
  TraefikRoutes,
  TraefikSite,
} from './blocks/traefik/props.ts';
export { Valkey } from './blocks/valkey/index.ts';
export { Zookeeper, type ZookeeperProps } from './blocks/zookeeper/index.ts';
export type { OldProject } from './core/adoption.ts';
export { App, type AppProps } from './core/app.ts';
export { archived } from './core/archive.ts';
export type { BackupProps } from './core/backup.ts';
export type {
  AnyBackup,
  Backup,
  BackupHooks,
  CommandInService,
  DumpedBackup,
  PausedBackup,
  SqliteBackup,
  StoppedBackup,
} from './core/backup-ways.ts';
export type { Build } from './core/build.ts';
export { ConfigFile, type ConfigFileProps, type FileTemplate } from './core/config-file.ts';
export type { ConsoleProps } from './core/console.ts';
export type { Dependency, Readiness, WaitArgument, Waiting } from './core/dependency.ts';
export type { EdgeProps } from './core/edge.ts';
export { Environment, type EnvironmentFacts } from './core/environment.ts';
export { ExistingProxy } from './core/existing-proxy.ts';
export type { ExistingProxyProps, SitesBefore } from './core/existing-proxy-props.ts';
export { ExistingServer, type ExistingServerProps, type ServerHost } from './core/existing-server.ts';
export { fileBeside } from './core/file-beside.ts';
export type { FileText } from './core/file-text.ts';
export type { FolderFile } from './core/folder-beside.ts';
export { folderBeside } from './core/folder-beside.ts';
export type { Health } from './core/health.ts';
export type {
  Cards,
  ContainerSetting,
  Device,
  DevicePath,
  EnvFileName,
  HostNeedsProps,
  HostSetting,
  Limit,
  SettingNumber,
} from './core/host-needs.ts';
export { HostPath, type HostPathProps } from './core/host-path.ts';
export { Job, type JobProps } from './core/job.ts';
export type { BoundToMajor } from './core/major.ts';
export { Network, type NetworkProps } from './core/network.ts';
export { OperationsFile, type OperationsFileProps } from './core/operations-file.ts';
export type { OwnCertificate } from './core/own-certificate.ts';
export { Phase } from './core/phase.ts';
export type { Ports, Publish } from './core/publish.ts';
export { replace, reset } from './core/replace.ts';
export type { InService, RoundTripProps } from './core/round-trip.ts';
export type { Saved } from './core/saved.ts';
export { Service } from './core/service.ts';
export type { Image, ImageSaid, ServiceOptions, ServiceProps } from './core/service-props.ts';
export type { FileOptions, Route, Routes, Site } from './core/site.ts';
export { sqlite } from './core/sqlite.ts';
export { Stack } from './core/stack.ts';
export type { StackProps } from './core/stack-props.ts';
export type { Stored, TakenOver } from './core/store.ts';
export type { Trouble } from './core/trouble.ts';
export { Address, Template, text, type Value } from './core/value.ts';
export { Secret, SecretFile, type SecretProps, Variable, type VariableProps } from './core/variable.ts';
export { Volume, type VolumeProps } from './core/volume.ts';
export {
  ComposeConfig,
  type ComposeConfigProps,
  ComposeNetwork,
  type ComposeNetworkProps,
  ComposeSecret,
  type ComposeSecretProps,
  ComposeService,
  type ComposeServiceProps,
  ComposeVolume,
  type ComposeVolumeProps,
} from './l1/index.ts';

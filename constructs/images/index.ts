import { own } from '../../src/compose/own.ts';
import type { ImageKnowledge, ImageModel, ProductTraits } from '../../src/model/image.ts';
import { imageName } from '../../src/model/image-name.ts';
import { withRows } from '../../src/model/with-rows.ts';
import { caddy } from '../blocks/caddy/facts.ts';
import { clickhouse } from '../blocks/clickhouse/facts.ts';
import { clickhouseKeeper } from '../blocks/clickhouse-keeper/facts.ts';
import { elasticsearch } from '../blocks/elasticsearch/facts.ts';
import { mariadb } from '../blocks/mariadb/facts.ts';
import { memcached } from '../blocks/memcached/facts.ts';
import { minio } from '../blocks/minio/facts.ts';
import { mongodb } from '../blocks/mongodb/facts.ts';
import { mysql } from '../blocks/mysql/facts.ts';
import { opensearch } from '../blocks/opensearch/facts.ts';
import { postgres } from '../blocks/postgres/facts.ts';
import { rabbitmq } from '../blocks/rabbitmq/facts.ts';
import { redis } from '../blocks/redis/facts.ts';
import { traefik } from '../blocks/traefik/facts.ts';
import { valkey } from '../blocks/valkey/facts.ts';
import { zookeeper } from '../blocks/zookeeper/facts.ts';
import type { ImageFacts, Repositories } from './facts.ts';
import { goneWithPublisher, lastInsteadOf } from './life.ts';
import { others } from './others.ts';
import { ownersIn } from './owners.ts';
import { sqliteIn } from './sqlite.ts';
import { otherNames, table } from './table.gen.ts';

/** A block that knows something of its images has its line here, and those without a block a table. */
const all: Repositories = [
  caddy,
  clickhouse,
  clickhouseKeeper,
  elasticsearch,
  postgres,
  mariadb,
  memcached,
  minio,
  mysql,
  mongodb,
  opensearch,
  rabbitmq,
  redis,
  traefik,
  valkey,
  zookeeper,
  others,
].flat();

const byName: ReadonlyMap<string, ImageFacts> = new Map(all);
const mirrored = all.filter(([, facts]) => facts.mirrored);
const alike = all.flatMap(([name, { alike }]) => (alike === undefined ? [] : [[name, alike] as const]));
const byProduct: ReadonlyMap<string, ProductTraits> = new Map(
  all.flatMap(([, { product, traits }]) => (traits === undefined ? [] : [[product, traits]])),
);

/** All that is known of images, and of what runs in them. */
export const knownImages: ImageKnowledge = {
  of: knownImage,
  traits: (product) => byProduct.get(product),
  memory: [...new Set(all.flatMap(([, { memory }]) => memory ?? []))],
  dumps: [...new Set(all.flatMap(([, { dumps }]) => dumps ?? []))],
};

/** What the table says; what a block or a table of ours knows goes over it. */
const generated = withRows({ of: () => undefined, traits: (product) => byProduct.get(product) }, table);

/** What is known of an image; undefined for one of which nobody knows more than a name. */
export function knownImage(image: string): ImageModel | undefined {
  const { repository, tag, ...name } = imageName(image);
  const first = own(otherNames, repository) ?? repository;
  const facts =
    byName.get(repository) ??
    byName.get(first) ??
    mirrored.find(([name]) => repository.endsWith(`/${name}`))?.[1] ??
    nothing;
  const below = generated.of(tag === '' ? first : `${first}:${tag}`);
  const version = facts.version === undefined ? name.version : facts.version(tag);
  const newest = version === undefined && !image.includes('@');
  const said = saidBy(facts, { repository, first, tag, version, newest });
  const lastTag = lastInsteadOf(image, tag, facts);
  if (below === undefined && lastTag === undefined && Object.keys(said).length === 0) return undefined;
  const { from: _, version: __, ...others } = below ?? { dataPaths: [], product: repository };
  const [reach, traits] = [
    { ...below?.reach, ...said.reach },
    { ...below?.traits, ...said.traits },
  ];
  return {
    ...others,
    ...(facts !== nothing && { product: facts.product }),
    ...(version !== undefined && { version }),
    ...said,
    ...(lastTag !== undefined && { lastTag }),
    ...(Object.keys(reach).length > 0 && { reach }),
    ...(Object.keys(traits).length > 0 && { traits }),
  };
}

interface Named {
  readonly repository: string;
  /** What the table calls it. */
  readonly first: string;
  readonly tag: string;
  readonly version: string | undefined;
  readonly newest: boolean;
}

function saidBy(facts: ImageFacts, { repository, first, tag, version, newest }: Named): Partial<ImageModel> {
  const { nodeVariable, reach, firstStart, user, runsAs, kernel, kernelUnless, healthcheck, capabilities } =
    facts;
  const { initialVariables } = facts;
  const gone = byName.get(repository)?.gone ?? goneWithPublisher(repository);
  const endOfLife = facts.ends?.(version ?? '');
  const lacks = facts.lacks?.(tag) ?? [];
  const [sqlite, owners] = [sqliteIn.get(first), ownersIn.get(first)];
  const [dataPaths, volumes] = [facts.dataPaths, facts.volumes].map((paths) =>
    typeof paths === 'function' ? paths(version, newest) : paths,
  );
  const traits =
    facts.traits ?? alike.find(([name]) => repository === name || repository.endsWith(`/${name}`))?.[1];
  return {
    ...(traits && { traits }),
    ...(dataPaths && { dataPaths }),
    ...(volumes && { volumes }),
    ...(nodeVariable !== undefined && { nodeVariable }),
    ...(reach && { reach }),
    ...(gone && { gone }),
    ...(endOfLife !== undefined && { endOfLife }),
    ...(lacks.length > 0 && { lacks }),
    ...(firstStart !== undefined && { firstStart }),
    ...(user !== undefined && { user }),
    ...(runsAs !== undefined && { runsAs }),
    ...(kernel && { kernel }),
    ...(kernelUnless && { kernelUnless }),
    ...(sqlite && { sqlite }),
    ...(owners && { owners }),
    ...(healthcheck !== undefined && { healthcheck }),
    ...(initialVariables && { initialVariables }),
    ...(capabilities && { capabilities }),
  };
}

const nothing: ImageFacts = { product: '' };

import { resourcesOf } from '../../../lower.ts';
import type { TakeoverModel } from '../../../model/adoption.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import { notice } from '../notice.ts';
import { script } from './script.ts';
import { smokeTargets } from './smoke-test.ts';

type Kind = Exclude<TakeoverModel['kind'], 'files'>;

const shared = ['adopt-known.sh', 'adopt-state.sh', 'adopt-plan.sh', 'adopt-copy.sh', 'adopt'].map(script);

const kinds: Readonly<Record<Kind, readonly ReturnType<typeof script>[]>> = {
  postgres: [script('adopt-postgres.sh'), script('adopt-tar.sh')],
  clickhouse: [script('adopt-clickhouse.sh')],
  zookeeper: [script('adopt-zookeeper.sh')],
  minio: [script('adopt-minio.sh')],
};

/** Everything that takes over the data of another project. */
export function adoptScripts(stack: StackModel): readonly Artifact[] {
  const facts = { ...adoptionFacts(stack), notice: notice(stack) };
  return [...shared, ...kindsOf(stack).flatMap((kind) => kinds[kind])].map((made) => made(facts));
}

function adoptionFacts(stack: StackModel): object {
  const special = specialOf(stack);
  const archives = special.flatMap(({ kind, service, volumes: [volume = ''] }) =>
    kind === 'postgres' ? [{ service, volume }] : [],
  );
  return {
    layouts: layouts(stack).flatMap(({ project, volumes }) =>
      volumes.map(({ ours, theirs }) => `${project ?? '-'} ${ours} ${theirs ?? '-'}`),
    ),
    takeovers: special.map((takeover) => ({ kind: takeover.kind, words: words(takeover) })),
    kinds: kindsOf(stack),
    databases: archives.map(({ service }) => service),
    archives,
    tars: archives.length > 0,
    smokeTargets: smokeTargets(stack),
  };
}

/** A set of volumes that another project may have: that of a project by name, or our own under another name. */
export interface Layout {
  readonly project?: string;
  readonly volumes: readonly { readonly ours: string; readonly theirs?: string }[];
}

/** The projects that can be taken over, our own under another name first. */
export function layouts(stack: StackModel): readonly Layout[] {
  const { volumes: configs } = resourcesOf(stack);
  const ours = stack.volumes
    .filter(({ id, kind }) => kind === 'state' && configs?.get(id)?.external !== true)
    .map(({ id }) => id);
  const others = (stack.adoption?.sources ?? []).map(({ project, volumes, without }) => ({
    project,
    volumes: ours.map((id) =>
      without.includes(id) ? { ours: id } : { ours: id, theirs: volumes[id] ?? id },
    ),
  }));
  return [{ volumes: ours.map((id) => ({ ours: id, theirs: id })) }, ...others];
}

type Special = Exclude<TakeoverModel, { readonly kind: 'files' }>;

function specialOf(stack: StackModel): readonly Special[] {
  return (stack.adoption?.takeovers ?? []).flatMap((one) => (one.kind === 'files' ? [] : [one]));
}

function kindsOf(stack: StackModel): readonly Kind[] {
  return [...new Set(specialOf(stack).map(({ kind }) => kind))];
}

/** The service, its volumes, and what its kind asks for. */
function words(takeover: Special): readonly string[] {
  const { service, volumes } = takeover;
  switch (takeover.kind) {
    case 'postgres':
      return [service, ...volumes, takeover.database, takeover.user];
    case 'clickhouse':
      return [
        ...[service, ...volumes, takeover.database, clickhouseFile(takeover.database)],
        ...[takeover.cluster, takeover.shard, takeover.replica],
      ];
    case 'minio':
      return [service, ...volumes, takeover.bucket];
    case 'zookeeper':
      return [service, ...volumes];
  }
}

/**
 * The name of a database as ClickHouse writes it on the disk.
 * @see https://github.com/ClickHouse/ClickHouse/blob/22.8/src/Common/escapeForFileName.cpp
 */
function clickhouseFile(name: string): string {
  return [...new TextEncoder().encode(name)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9_]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

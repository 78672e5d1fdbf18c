import type { BuildConfig } from '../../compose/attributes/build.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import { literal } from '../../compose/text.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { Body, Teller } from './body.ts';
import type { Parts } from './parts.ts';
import { tellLost, without } from './parts.ts';
import { unescaped } from './saying.ts';
import { expression, quoted, spell } from './spell.ts';

const elsewhere = without('say it in the Dockerfile, or build the image elsewhere and name it');
const keys: Parts<BuildConfig> = {
  ...{ context: 'said', dockerfile: 'said', target: 'said', args: 'said' },
  ...{ dockerfileInline: elsewhere, additionalContexts: elsewhere, ssh: elsewhere, secrets: elsewhere },
  ...{ entitlements: elsewhere, labels: elsewhere, tags: elsewhere, platforms: elsewhere },
  ...{ cacheFrom: elsewhere, cacheTo: elsewhere, noCache: elsewhere, noCacheFilter: elsewhere },
  ...{ pull: elsewhere, network: elsewhere, extraHosts: elsewhere, privileged: elsewhere },
  ...{ isolation: elsewhere, shmSize: elsewhere, ulimits: elsewhere, provenance: elsewhere, sbom: elsewhere },
};

/** Changed content is a new image: by its tag where we name it, by a trigger always. */
export function buildOf(
  service: ServiceModel,
  { build, platform }: ServiceConfig,
  folder: string,
  told: Teller,
): Body | undefined {
  if (build === undefined) return undefined;
  const { under } = told;
  const { context: path = ['.'], dockerfile, target, args = new Map() } = build;
  const more = {
    ...(platform && { platform: spell(platform) }),
    ...(dockerfile && { dockerfile: spell(dockerfile) }),
    ...(target && { target: spell(target) }),
    ...(args.size > 0 && {
      build_args: Object.fromEntries(
        [...args].map(([name, value]) => [spell([unescaped(name)]), spell(value ?? [])]),
      ),
    }),
  };
  if (service.build !== undefined) return context(`${folder}/${service.build.folder}`, more);
  tellLost(build, keys, under('build'));
  for (const [name, value] of args)
    if (value === null)
      under(`build.args.${name}`).lose('comes from a shell, and Terraform has none', 'say its value');
  const place = literal(path);
  if (place === undefined || /^(\w+:\/\/|git@)/.test(place)) {
    under('build.context').lose('is no folder', 'build it elsewhere and name the image');
    return undefined;
  }
  return context(place.startsWith('/') ? place : `../${place.replace(/^(\.\/)+/, '')}`, more);
}

/** The trigger has every file of the folder, by name and content. */
function context(path: string, more: Body): Body {
  const before = path.startsWith('/') ? '' : '${path.module}/';
  const folder = `${before}${quoted([path]).slice(1, -1)}`;
  const each = `"\${name} \${filesha256("${folder}/\${name}")}"`;
  const all = `[for name in sort(fileset("${folder}", "**")) : ${each}]`;
  return {
    build: { context: `${before}${spell([path])}`, ...more },
    triggers: { content: expression(`sha256(join("\\n", ${all}))`) },
  };
}

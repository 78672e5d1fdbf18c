import { readImage } from '../../compose/image.ts';
import { imageOf } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { compareVersions } from '../../model/version.ts';
import { kin } from '../facts/kin.ts';
import { releaseIn } from '../facts/release.ts';
import { enumerated, quoted } from '../facts/wording.ts';

interface Named {
  readonly service: ServiceModel;
  /** As the service says it. */
  readonly image: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** One product, one version. */
export const imageOneVersion: Rule = {
  id: 'image-one-version',
  severity: 'warn',
  summary:
    'Services of one image that belong together have one version, a tag has one digest and a digest one image, and the stack has their version.',
  check: (stack) => {
    const named = stack.services.flatMap((service) => {
      const image = imageOf(service);
      const { registry, repository = '', tag = '', digest = '' } = readImage(image) ?? {};
      const name = registry === undefined ? repository : `${registry}/${repository}`;
      return name === '' ? [] : [{ service, image, repository: name, tag, digest }];
    });
    return [...tags(stack, named), ...digests(named), ...ofStack(stack, named)];
  },
  about: {
    why: 'The processes of an application share a database and a queue. After an upgrade that forgot one of them, the old one meets a schema and messages that it does not know, and fails only when it gets there. A backup carries the version of the stack, so that must be what runs.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.1' });
      new Service(phase, 'worker', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.1' });
      new Service(phase, 'worker', { image: 'example.org/shop:1.0.1' });
    `,
    sources: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  },
};

function tags(stack: StackModel, named: readonly Named[]): readonly Complaint[] {
  return groupBy(named, ({ repository }) => repository).flatMap((all) => {
    if (all.every(({ image }) => image === all[0].image)) return [];
    const byService = new Map(all.map((one) => [one.service, one]));
    return kin(stack, [...byService.keys()]).flatMap((group) =>
      countedAlike(group.flatMap((service) => byService.get(service) ?? [])).flatMap(differing),
    );
  });
}

/** A tool beside a program may count its releases itself: `cli-2.11` beside `6.6`. */
function countedAlike(group: readonly Named[]): readonly (readonly Named[])[] {
  const plain = group.filter(({ tag }) => roleBefore(tag) === '').map(({ tag }) => majorOf(tag));
  if (plain.length === 0) return [group];
  return groupBy(group, ({ tag }) => (plain.includes(majorOf(tag)) ? '' : roleBefore(tag)));
}

/** `cli` of `cli-2.11`. */
function roleBefore(tag: string): string {
  const [, word = ''] = /^([a-z]+)[-_]v?\d/i.exec(tag) ?? [];
  return /^(?:v|version|rel|release)$/i.test(word) ? '' : word;
}

function majorOf(tag: string): string {
  return releaseIn(tag).split('.')[0] ?? '';
}

function differing(group: readonly Named[]): readonly Complaint[] {
  const byImage = groupBy(group, ({ image }) => image);
  const [first, ...others] = byImage;
  if (first === undefined || others.length === 0) return [];
  const [{ service, image, repository, tag }] = first;
  const sameTag = tag !== '' && others.every(([one]) => one.tag === tag);
  // A role and a variant in a tag are no other version; what a digest says beside another tag, nobody sees.
  if (!sameTag && group.every((one) => one.tag !== '' && releaseIn(one.tag) === releaseIn(tag))) return [];
  const runs = byImage.map(
    (same) => `${quoted(same.map((one) => one.service.id))} ${same[0].image.slice(repository.length + 1)}`,
  );
  return [
    {
      path: service.path,
      also: others.flatMap((same) => same.map((one) => one.service.path)),
      message: `${repository} runs as ${enumerated(runs)}: ${sameTag ? 'the tag and a digest disagree, and nobody knows what was tested' : 'what one writes the other may not read'}`,
      fix: roles(group)
        ? `give all of them one release, and leave what else their tags say: ${quoted(byImage.map((same) => same[0].tag))}`
        : `write the image once, and give all of them that: const image = '${image}'`,
    },
  ];
}

/** Whether the tags say more than a release, and not the same: `web-1.0` and `worker-1.0`. */
function roles(group: readonly Named[]): boolean {
  const said = group.map(({ tag }) =>
    [...releaseIn(tag).split('-'), 'v'].reduce((left, one) => left.replace(one, ''), tag),
  );
  return new Set(said.map((one) => one.replace(/^[-_.]+|[-_.]+$/g, ''))).size > 1;
}

/** Copied with the line, and then only the name was changed. A mirror has an image under its own name. */
function digests(named: readonly Named[]): readonly Complaint[] {
  return groupBy(
    named.filter(({ digest }) => digest !== ''),
    ({ digest }) => digest,
  ).flatMap((group) => {
    const [first] = group;
    const other = group.find(({ repository }) => baseName(repository) !== baseName(first.repository));
    if (other === undefined) return [];
    return [
      {
        path: other.service.path,
        also: [first.service.path],
        message: `"${other.service.id}" runs ${other.repository} and "${first.service.id}" ${first.repository}, with the same digest: it says what is pulled, so one of them is not what its name says`,
        fix: `look up the digest of ${other.repository}${other.tag && `:${other.tag}`}: docker buildx imagetools inspect`,
      },
    ];
  });
}

/** The image that is called like the system is the system. */
function ofStack({ name, version }: StackModel, named: readonly Named[]): readonly Complaint[] {
  const own = named.flatMap((one) => {
    const [, runs] = /^(?:v|release-)?(\d+(?:\.\d+)*)/.exec(one.tag) ?? [];
    return runs !== undefined && baseName(one.repository) === name ? [{ ...one, runs }] : [];
  });
  return groupBy(own, ({ runs }) => runs)
    .filter(([{ runs }]) => /^\d+(\.\d+)*$/.test(version) && !agree(runs, version))
    .map((group) => {
      const [{ service, repository, runs }, ...others] = group;
      return {
        path: service.path,
        also: others.map((other) => other.service.path),
        severity: 'error' as const,
        message: `${quoted(group.map((one) => one.service.id))} ${others.length === 0 ? 'runs' : 'run'} ${repository} ${runs}, and the stack says version ${version}: backups carry that, so one is restored into a system that it does not fit`,
        fix: `say version: '${runs}' where the stack is made, or take the image of ${version}`,
      };
    });
}

/** `ghcr.io/acme/shop` is `shop`. */
function baseName(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** `1.0` is any 1.0. */
function agree(one: string, other: string): boolean {
  const parts = Math.min(one.split('.').length, other.split('.').length);
  const [a = '', b = ''] = [one, other].map((version) => version.split('.').slice(0, parts).join('.'));
  return compareVersions(a, b) === 0;
}

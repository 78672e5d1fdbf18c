import { readImage, spellImage } from '../../compose/image.ts';
import { isMisspelled, readText } from '../../compose/interpolation.ts';
import { showText } from '../../compose/text.ts';
import { imageOf, isFromScratch } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { OwnDockerfile, ServiceModel } from '../../model/service.ts';
import { stagesIn } from '../facts/dockerfiles.ts';

/** Tags that say nothing of a version beside the name of a base: `alpine3.18` of Redis moves. */
const base =
  /^(alpine|slim|bookworm|bullseye|buster|jammy|focal|noble|ubuntu|debian|ubi|windowsservercore)[\d.]*$/;

/** Each image is the one that was tested. */
export const imagePinned: Rule = {
  id: 'image-pinned',
  severity: 'error',
  summary: 'Every image has a tag that does not move, or a digest.',
  check: lookInEach(({ path, schedule }) => ({
    in: (service) => {
      const { path, id, build } = service;
      return [
        ...(isPulled(service)
          ? complaints(
              path,
              `"${id}" ${build === undefined ? 'runs' : 'is built from'}`,
              imageOf(service),
              id,
            )
          : []),
        ...(build?.own === undefined ? [] : alsoNamed(build.own, imageOf(service))).flatMap((image) =>
          complaints(path, `the Dockerfile of "${id}" names`, image, id, ''),
        ),
      ];
    },
    told: (found) =>
      schedule?.offsite === undefined
        ? found
        : [
            ...found,
            ...complaints(
              path,
              'what sends the backups off site runs',
              schedule.offsite.image,
              'restic/restic',
            ),
          ],
  })),
  about: {
    why: 'A tag without a version is a name that its owner moves. The next pull, on another host or after a crash, may bring another major version, and a database then refuses the data directory of the old one.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:latest' });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    sources: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  },
};

/** Whether anybody pulls it: what is built without a name is pulled by nobody, and nothing is in `scratch`. */
function isPulled(service: ServiceModel): boolean {
  if (isFromScratch(service)) return false;
  const { build, extends: base } = configOf(service);
  // What it extends says the image.
  return imageOf(service) !== '' || (build === undefined && base === undefined);
}

/** What else a Dockerfile is made of: the images of its other stages, and those that it copies from. */
function alsoNamed(own: OwnDockerfile, base: string): readonly string[] {
  const { stages, others } = stagesIn(own);
  const names = new Set(stages.map(({ name }) => name?.toLowerCase()));
  const images = stages.flatMap(({ from, unknown }) =>
    unknown.length > 0 || names.has(from.toLowerCase()) ? [] : from,
  );
  return [...new Set([...images, ...others])].filter((image) => image !== base && image !== 'scratch');
}

/** @param prop what the author's line begins with where the image is named */
function complaints(
  path: string,
  who: string,
  image: string,
  example: string,
  prop = 'image: ',
): readonly Complaint[] {
  const wrong = fault(image);
  if (wrong === undefined) return [];
  return [
    {
      path,
      message: `${who} the image "${image}", ${wrong}`,
      fix: misspelled(image)
        ? mendOf(image, prop)
        : `write the version that you tested: ${prop}'${nameIn(image) || example}:<version>'`,
    },
  ];
}

/** What is wrong with an image's name; undefined when it is pinned. */
function fault(image: string): string | undefined {
  const read = readImage(image);
  if (read === undefined) return misnamed(image);
  const { tag, digest } = read;
  if (digest !== undefined) return isDigest(digest) ? undefined : noDigest(digest);
  if (tag === undefined) return 'which has no tag: each pull takes whatever is latest that day';
  return moving(tag);
}

/** What is wrong with a name that cannot be read: its repository, its tag or its digest. */
function misnamed(image: string): string | undefined {
  const { repository, tag, digest } = pieces(image);
  if (tag === undefined && digest === undefined && isVaried(repository))
    return 'which is decided in .env: no review sees what will run';
  if (repository === '') return 'which names no repository: nothing can be pulled';
  if (misspelled(image))
    return 'which is no name of an image: the engine refuses it (small letters, and no scheme before the registry)';
  if (digest !== undefined) return isDigest(digest) ? undefined : noDigest(digest);
  if (tag === undefined) return 'which has no tag: each pull takes whatever is latest that day';
  if (tag === '') return 'whose tag is empty: nothing can be pulled';
  if (tag.includes('$')) return 'whose tag is decided in .env: no review sees what will run';
  return /^\w[\w.-]{0,127}$/.test(tag) ? moving(tag) : `and "${tag}" is no tag: nothing can be pulled`;
}

/** Whether what stands before tag and digest is what no image can be called; what a variable says nobody knows. */
function misspelled(image: string): boolean {
  const { repository } = pieces(image);
  return repository !== '' && !repository.includes('$') && readImage(repository) === undefined;
}

/** The same name as an engine takes it, where a slip made it another one. */
function mendOf(image: string, prop: string): string {
  const bare = image.trim().replace(/^(?:\w+:\/\/|docker (?:pull|run) )/, '');
  const [, name = '', version = ''] = /^(.*?)((?::[^/@]*)?(?:@.*)?)$/s.exec(bare) ?? [];
  const mended =
    name
      .toLowerCase()
      .replace(/\/{2,}/g, '/')
      .replace(/^\/|\/$/g, '') + version;
  return readImage(mended) === undefined
    ? 'write the name as docker pull takes it'
    : `write ${prop}'${mended}'`;
}

function moving(tag: string): string | undefined {
  return moves(tag) ? `and "${tag}" moves: each pull may bring another version` : undefined;
}

/** The pieces of what is no name, without what Compose does where a variable has no value. A colon before the last slash belongs to the registry. */
function pieces(image: string) {
  const read = readText(image);
  const shown = isMisspelled(read) ? image : showText(read);
  const [, repository = '', tag, digest] = /^(.*?)(?::([^/@]*))?(?:@(.*))?$/s.exec(shown) ?? [];
  return { repository, tag, digest };
}

/** Whether a variable says more of it than where it comes from. */
function isVaried(repository: string): boolean {
  return repository.slice(repository.lastIndexOf('/') + 1).includes('$');
}

function isDigest(digest: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(digest);
}

function noDigest(digest: string): string {
  return `and "${digest}" is no digest: nothing can be pulled (sha256: and 64 hexadecimal digits)`;
}

/** Without a digit a tag is a branch or a channel: `latest`, `main`, `stable-alpine3.18`. */
function moves(tag: string): boolean {
  const words = tag.toLowerCase().split(/[-_]/);
  return words.includes('latest') || words.every((word) => base.test(word) || !/\d/.test(word));
}

/** Without tag and digest. */
function nameIn(image: string): string {
  const read = readImage(image);
  if (read === undefined) {
    const { repository } = pieces(image);
    return isVaried(repository) ? '' : repository;
  }
  const { tag: _, digest: __, ...name } = read;
  return spellImage(name);
}

import type { Body, Given, Resource, Standing } from './body.ts';
import { labelled } from './resources.ts';
import { expression } from './spell.ts';

export function uploaded({ content, permissions, owner, group }: Given, file: string): Body {
  return { file, content, permissions, ...(owner && { owner }), ...(group && { group }) };
}

/**
 * The engine copies nothing into a container whose root is read-only, not even before it starts. So a container that never starts
 * brings the files into a volume, and the other one mounts each of them from there.
 */
export function carrier({ stack, filesId, image, given }: Standing, name: string) {
  const volume: Resource = {
    type: 'docker_volume',
    id: filesId,
    body: { name: `${name}-files`, labels: labelled({ 'stowage.project': stack.project }) },
  };
  const places = given.map((file, n) => ({ file, place: `${n}-${file.target.replace(/^.*\//, '')}` }));
  const source = expression(`docker_volume.${volume.id}.name`);
  const container: Resource = {
    type: 'docker_container',
    id: filesId,
    body: {
      name: `${name}-files`,
      image,
      entrypoint: ['true'],
      start: false,
      must_run: false,
      network_mode: 'none',
      mounts: [{ type: 'volume', source, target: '/files' }],
      upload: places.map(({ file, place }) => uploaded(file, `/files/${place}`)),
      labels: labelled({ 'stowage.project': stack.project }),
    },
  };
  const mounts = places.map(({ file, place }) => ({
    ...{ type: 'volume', source, target: file.target, read_only: true },
    volume_options: { subpath: place },
  }));
  return { resources: [volume, container], mounts };
}

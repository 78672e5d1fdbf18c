import type { Running } from './running.ts';
import { must } from './tool.ts';

export interface Mirrored {
  readonly service: string;
  readonly name: string;
}

/** Gives every image another name, as a mirror does, and has the override name it so. */
export function mirrored(system: Running): readonly Mirrored[] {
  const { services }: { services: Record<string, { image: string }> } = JSON.parse(
    system.compose('--profile', '*', 'config', '--format', 'json'),
  );
  return Object.entries(services).map(([service, { image }]) => {
    const name = `mirror.example:5000/hub/${image.replace(/@.*$/, '')}`;
    must('docker', ['tag', image, name]);
    system.override(service, { image: name });
    return { service, name };
  });
}

export function runningImages(system: Running): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(system.containers()).map(([service, id]) => [
      service,
      must('docker', ['inspect', '--format', '{{.Config.Image}}', id]).trim(),
    ]),
  );
}

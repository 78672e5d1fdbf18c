import type { ListedSystem } from '../../api/listed.ts';
import { visible } from '../../model/visible.ts';
import type { Ink } from './ink.ts';

/** Systems, environments, phases and services, from the outside in. */
export function listing(systems: readonly ListedSystem[], ink: Ink): string {
  return systems
    .map(({ system, version, environments }) => {
      const all = environments.flatMap(({ phases }) => phases);
      const phaseWidth = width(all.map(({ phase }) => visible(phase)));
      const nameWidth = width(all.flatMap(({ services }) => services.map(({ service }) => visible(service))));
      const blocks = environments.map(({ environment, project, phases }) => {
        const rows = phases.flatMap(({ phase, services }) => {
          const first = visible(phase).padEnd(phaseWidth);
          if (services.length === 0) return [`    ${first}  -\n`];
          return services.map(({ service, kind, image, profile }, i) => {
            const notes = [
              ...(kind === 'job' ? ['job'] : []),
              ...(profile ? [`only on request: ${visible(profile)}`] : []),
            ];
            const note = notes.length > 0 ? ink('dim', `  (${notes.join('; ')})`) : '';
            return `    ${i === 0 ? first : ' '.repeat(phaseWidth)}  ${visible(service).padEnd(nameWidth)}  ${visible(image)}${note}\n`;
          });
        });
        return `  ${ink('bold', visible(environment))}  (${visible(project)})\n${rows.join('')}`;
      });
      return `${ink('bold', visible(`${system} ${version}`))}\n${blocks.join('')}`;
    })
    .join('\n');
}

function width(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

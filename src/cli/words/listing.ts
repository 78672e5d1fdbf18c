import type { ListedSystem } from '../listed.ts';
import type { Ink } from './ink.ts';

/** Systems, environments, phases and services, from the outside in. */
export function listing(systems: readonly ListedSystem[], ink: Ink): string {
  return systems
    .map(({ system, version, environments }) => {
      const all = environments.flatMap(({ phases }) => phases);
      const phaseWidth = width(all.map(({ phase }) => phase));
      const nameWidth = width(all.flatMap(({ services }) => services.map(({ service }) => service)));
      const blocks = environments.map(({ environment, project, phases }) => {
        const rows = phases.flatMap(({ phase, services }) => {
          const first = phase.padEnd(phaseWidth);
          if (services.length === 0) return [`    ${first}  -\n`];
          return services.map(({ service, kind, image, profile }, i) => {
            const notes = [
              ...(kind === 'job' ? ['job'] : []),
              ...(profile ? [`only on request: ${profile}`] : []),
            ];
            const note = notes.length > 0 ? ink('dim', `  (${notes.join('; ')})`) : '';
            return `    ${i === 0 ? first : ' '.repeat(phaseWidth)}  ${service.padEnd(nameWidth)}  ${image}${note}\n`;
          });
        });
        return `  ${ink('bold', environment)}  (${project})\n${rows.join('')}`;
      });
      return `${ink('bold', `${system} ${version}`)}\n${blocks.join('')}`;
    })
    .join('\n');
}

function width(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

import type { ServiceConfig } from '../../compose/service.ts';
import { variablesIn } from '../../compose/text.ts';
import type { Complaint } from '../../model/finding.ts';
import type { Danger } from '../danger.ts';

/** Another secret than before. */
export const secretChanged: Danger = {
  id: 'secret-changed',
  severity: 'warn',
  summary: 'Who reads another secret than before is known, and so is who else must know it.',
  find: ({ stack, before, after }) => {
    const isSecret = new Set(stack.variables.flatMap(({ name, kind }) => (kind === 'secret' ? [name] : [])));
    const every = new Set(
      [...before.services.values()].flatMap((config) => [...secretsOf(config).values()].flat()),
    );
    return stack.services.flatMap(({ id, path }): readonly Complaint[] => {
      const [was, is] = [before, after].map(({ services }) => secretsOf(services.get(id) ?? {}));
      if (!before.services.has(id) || was === undefined || is === undefined) return [];
      return [...is].flatMap(([name, now]) => {
        const old = was.get(name);
        const [one, other] = [old, now].map((names) => names?.filter((one) => isSecret.has(one)).join(', '));
        if (old === undefined || one === other || other === '' || other === undefined) return [];
        const fresh = now.filter((one) => isSecret.has(one) && !every.has(one));
        return [
          {
            path,
            message: `${id} reads ${other} as ${name}, and read ${one || 'no secret'} there`,
            fix: `see that what it logs in to knows ${other}${fresh.length > 0 ? ', and that .env has it: make init draws a new one' : ''}`,
          },
        ];
      });
    });
  },
  about: {
    why: 'A store keeps the password of its first start. Who is given another one is refused, and the service starts again and again.',
    sources: ['https://hub.docker.com/_/postgres'],
  },
};

/** The variables in each text of its environment. */
function secretsOf({ environment = new Map() }: ServiceConfig): ReadonlyMap<string, readonly string[]> {
  return new Map([...environment].map(([name, text]) => [name, variablesIn(text ?? [])]));
}

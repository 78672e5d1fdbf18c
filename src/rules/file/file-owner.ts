import { spellText } from '../../compose/interpolation.ts';
import type { ConfigConfig, SecretConfig } from '../../compose/project.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import { enumerated } from '../facts/wording.ts';

/** Who may read a mounted secret is what the host says. */
export const fileOwner: Rule = {
  id: 'file-owner',
  severity: 'warn',
  summary:
    'No secret or config from a file asks for an owner or a mode: without Swarm it keeps those of the file.',
  check: (stack) => [...ignored(stack, 'secrets'), ...ignored(stack, 'configs')],
  about: {
    why: 'Compose mounts the file of a secret as it lies on the host. uid, gid and mode are for Swarm; Compose warns at each up and goes on, so a program that runs as another user cannot read its password, or everybody can.',
    wrong: `
      new ComposeSecret(stack, 'tls_key', { file: '/srv/shop/tls.key' });
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { secrets: [{ source: 'tls_key', mode: 0o400, uid: '1000' }] },
      });
    `,
    right: `
      new ComposeSecret(stack, 'tls_key', { file: '/srv/shop/tls.key' });
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { secrets: ['tls_key'] },
      });
    `,
    sources: ['https://docs.docker.com/reference/compose-file/services/#secrets'],
  },
};

function ignored(stack: StackModel, kind: 'secrets' | 'configs'): readonly Complaint[] {
  const declared: ReadonlyMap<string, ConfigConfig & SecretConfig> = resourcesOf(stack)[kind] ?? new Map();
  return stack.services.flatMap((service) =>
    (configOf(service)[kind] ?? []).flatMap(({ source, uid, gid, mode }) => {
      const keys = Object.entries({ uid, gid, mode }).flatMap(([key, said]) =>
        said === undefined ? [] : [key],
      );
      if (keys.length === 0 || source === undefined) return [];
      const name = spellText(source);
      // What comes from a variable or stands in the file itself is copied, and may be given away.
      const { environment, content, external } = declared.get(name) ?? {};
      if (environment !== undefined || content !== undefined || external === true) return [];
      return [
        {
          path: service.path,
          message: `"${service.id}" asks for ${enumerated(keys)} of ${kind} "${name}", and Compose ignores that for a file: it keeps the owner and the mode that it has on the host`,
          fix: `leave ${enumerated(keys)} out, and set owner and mode of the file itself`,
        },
      ];
    }),
  );
}

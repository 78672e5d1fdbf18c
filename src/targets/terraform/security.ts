import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import type { Around, Body } from './body.ts';
import { spell } from './spell.ts';

/** The engine itself adds `label=disable` to some, and the provider would take it away at every plan. */
export function securityOptions(values: readonly Text[], { config, lose }: Around): Body {
  const options = values.map(spell);
  for (const option of options) {
    if (/^seccomp[=:](?!unconfined)/.test(option))
      lose(
        'reads a profile from a file, and the provider hands its name on',
        "take the engine's own profile",
      );
    if (/^systempaths[=:]/.test(option))
      lose(
        `has ${option}, which is not read back: the container would be made anew at every plan`,
        'take it away',
      );
  }
  if (options.length === 0) return {};
  const unlabelled = seesHost(config) && !options.some((option) => option.startsWith('label'));
  return { security_opts: [...options, ...(unlabelled ? ['label=disable'] : [])] };
}

function seesHost({ pid = [], ipc = [], privileged }: ServiceConfig): boolean {
  return literal(pid) === 'host' || literal(ipc) === 'host' || privileged === true;
}

/** One block of both lists. */
export function capabilities(given: readonly Text[], { config, lose }: Around): Body {
  const { capAdd = [], capDrop = [] } = config;
  if (given.some((one) => literal(one) === undefined))
    lose('depends on a variable, which must say CAP_… in capitals', 'write the capability itself', false);
  if (capAdd.length + capDrop.length === 0) return {};
  return {
    capabilities: {
      ...(capAdd.length > 0 && { add: capAdd.map(capability) }),
      ...(capDrop.length > 0 && { drop: capDrop.map(capability) }),
    },
  };
}

/** As the engine spells it, or a second plan would make the container anew. */
function capability(given: Text): string {
  const name = literal(given)?.toUpperCase();
  return spell(name === undefined ? given : [name.replace(/^(?!ALL$|CAP_)/, 'CAP_')]);
}

import type { Text } from '../compose/text.ts';
import { spellAddress } from '../compose/text.ts';
import type { VariableModel } from '../model/variable.ts';

/**
 * A text in Compose's interpolation syntax: `$` of a literal is doubled, a variable says what happens without it.
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolated(text: Text, variables: ReadonlyMap<string, VariableModel>): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part.replaceAll('$', '$$$$');
      if (part.kind === 'address') return spellAddress(part);
      return reference(part.name, variables.get(part.name));
    })
    .join('');
}

function reference(name: string, variable: VariableModel | undefined): string {
  if (variable === undefined || variable.required)
    return `\${${name}:?${variable?.kind === 'secret' ? 'run make init' : `set ${name} in .env`}}`;
  return `\${${name}:-${(variable.default ?? '').replaceAll('$', '$$$$')}}`;
}

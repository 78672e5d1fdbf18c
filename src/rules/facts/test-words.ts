import { inQuotes } from '../../compose/command-line.ts';
import { opaque } from '../../compose/text.ts';
import { configOf } from '../../lower.ts';
import type { ServiceModel } from '../../model/service.ts';

interface Wrong {
  readonly what: string;
  readonly fix: string;
}

/**
 * What is wrong with the form of a health check: a shell is given one word, whatever follows it.
 * @see https://docs.docker.com/reference/compose-file/services/#healthcheck
 */
export function wrongTest(service: ServiceModel): Wrong | undefined {
  const [kind, ...words] = (configOf(service).healthcheck?.test ?? []).map(opaque);
  const [first = ''] = words;
  if (kind === 'CMD-SHELL' && words.length > 1)
    return {
      what: `${words.slice(1).map(inQuotes).join(', ')} after the line of CMD-SHELL in its health check: the shell runs ${inQuotes(first)} alone`,
      fix: `write it as one line: health: { shell: ${inQuotes(words.join(' '))} }`,
    };
  if (kind === 'CMD-SHELL' && first === 'NONE')
    return {
      what: `${inQuotes(first)} as the line of its health check: a shell looks for a program of that name`,
      fix: `to have none, say healthcheck: { disable: true }`,
    };
  if (kind === 'CMD' && words.length === 0)
    return {
      what: 'CMD and no program in its health check: nothing is asked, and it never becomes healthy',
      fix: `say what is to be asked, or healthcheck: { disable: true }`,
    };
  return undefined;
}

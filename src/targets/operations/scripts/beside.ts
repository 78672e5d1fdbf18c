import { literal } from '../../../compose/text.ts';
import { resourcesOf } from '../../../lower.ts';
import type { StackModel } from '../../../model/stack.ts';

type Kind = 'networks' | 'volumes';

/** What must be there before a start, and is not this project's: external networks and volumes, and paths of the host. */
export function besideFacts(stack: StackModel): object {
  const { besides } = outsidersOf(stack);
  const hostPaths = (stack.hostPaths ?? []).map(({ host, kind, owner = '' }) => ({
    ...pathOf(stack, host),
    kind,
    owner,
  }));
  return {
    besides,
    created: besides.filter(({ create }) => create),
    hostPaths,
    proxies: (stack.proxies ?? []).map(({ product, network = '' }) => ({ product, network })),
    beside: besides.length + hostPaths.length + (stack.proxies ?? []).length > 0,
  };
}

/** The same for a host that nobody has prepared: a path that a variable holds is the one that `.env.example` shows. */
export function outsidersOf(stack: StackModel) {
  const besides = [...namesOf(stack, 'networks'), ...namesOf(stack, 'volumes')];
  const hostPaths = (stack.hostPaths ?? []).map(({ host, kind, owner = '' }) => {
    const { path = '', variable, otherwise = '' } = pathOf(stack, host);
    const example = stack.variables.find(({ name }) => name === variable)?.example;
    return { path: variable === undefined ? path : otherwise || (example ?? ''), kind, owner };
  });
  return { besides, hostPaths };
}

/** The names of the external networks and volumes. */
export function outsideOf(stack: StackModel): readonly string[] {
  return [...namesOf(stack, 'networks'), ...namesOf(stack, 'volumes')].map(({ name }) => name);
}

/** Of those whose name no variable decides. */
function namesOf(stack: StackModel, kind: Kind) {
  const made = new Set(stack[kind].flatMap(({ id, external }) => (external?.create === true ? [id] : [])));
  return [...(resourcesOf(stack)[kind] ?? [])].flatMap(([id, { external, name = [id] }]) => {
    const plain = literal(name);
    return external !== true || plain === undefined
      ? []
      : [besideOf(kind === 'networks' ? 'network' : 'volume', plain, made.has(id))];
  });
}

function besideOf(kind: 'network' | 'volume', name: string, create: boolean) {
  const whoever = kind === 'network' ? 'start what makes it' : 'bring the data that it held';
  const mend = create
    ? 'run: make init'
    : `${whoever}; where it may be ${kind === 'network' ? 'this project alone' : 'empty'}: docker ${kind} create ${name}`;
  return { kind, name, create, mend };
}

/** A path that is written, or the variable that holds it, with what holds where that is empty. */
export function pathOf(
  { variables }: StackModel,
  host: NonNullable<StackModel['hostPaths']>[number]['host'],
): { readonly path?: string; readonly variable?: string; readonly otherwise?: string } {
  const [part = ''] = host;
  if (typeof part === 'string' || part.kind !== 'variable') return { path: literal(host) ?? '' };
  const variable = variables.find(({ name }) => name === part.name);
  return { variable: part.name, otherwise: variable?.default ?? '' };
}

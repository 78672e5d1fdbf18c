import { spellText } from '../../../compose/interpolation.ts';
import { configOf } from '../../../lower.ts';
import type { LimitsModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { needFacts } from '../scripts/needs.ts';

/** What the host must have for its services, a line for each. */
export function needRows(stack: StackModel, language: Language): readonly object[] {
  const { devices, cards, settings, envFiles, servers } = needFacts(stack);
  return [
    ...devices.map(({ path, variable, services }) => ({
      device: true,
      name: variable === undefined ? path : `$${variable}`,
      services,
    })),
    ...cards.map((card) => ({ cards: true, ...card })),
    ...settings.map((setting) => ({ setting: true, ...setting })),
    ...envFiles.map(({ path, services, beside }) => ({
      ...{ envFile: true, name: path, services },
      saved: beside && stack.stores.length > 0 ? `config/${path}` : '',
    })),
    ...servers.map(({ path, variable, port, description }) => ({
      server: true,
      name: `${variable === undefined ? path : `$${variable}`}:${port}`,
      description: said(description, language),
    })),
  ];
}

const limits: Readonly<Record<keyof LimitsModel, { readonly en: string; readonly id: string }>> = {
  memory: { en: 'memory', id: 'memori' },
  cpus: { en: 'processors', id: 'prosesor' },
  processes: { en: 'processes', id: 'proses' },
};

/** The services that have no limit of something, whoever left it out. */
export function unlimitedRows(
  { services }: StackModel,
  language: Language,
): readonly { readonly chosen: boolean }[] {
  return services.flatMap((service) => {
    const { deploy, memLimit, cpus, pidsLimit } = configOf(service);
    // Beside deploy's limits Compose takes no other one.
    const {
      memory,
      cpus: processors,
      pids,
    } = deploy?.resources?.limits ?? { memory: memLimit, cpus, pids: pidsLimit };
    const limitsOf = { memory, cpus: processors, processes: pids };
    const without = kinds.filter((kind) => limitsOf[kind] === undefined || limitsOf[kind] === 0);
    return without.length === 0
      ? []
      : [
          {
            id: service.id,
            without: without.map((one) => said(limits[one], language)).join(', '),
            chosen: without.every((one) => service.unlimited?.includes(one)),
          },
        ];
  });
}

const kinds = ['memory', 'cpus', 'processes'] as const;

/** The services whose programs may gain privileges that they were not started with. */
export function gainingOf({ services }: StackModel): readonly string[] {
  return services.flatMap((service) => {
    const options = (configOf(service).securityOpt ?? []).map(spellText);
    const last = options.findLast((option) => /^no-new-privileges([:=]|$)/.test(option));
    return last !== undefined && /^no-new-privileges([:=](1|t|true))?$/i.test(last) ? [] : [service.id];
  });
}

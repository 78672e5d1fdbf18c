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

/** The services that have no limit of something, by choice. */
export function unlimitedRows({ services }: StackModel, language: Language): readonly object[] {
  return services.flatMap(({ id, unlimited = [] }) =>
    unlimited.length > 0
      ? [{ id, without: unlimited.map((one) => said(limits[one], language)).join(', ') }]
      : [],
  );
}

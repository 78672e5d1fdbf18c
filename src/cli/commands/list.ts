import { modelled } from '../../api/examine.ts';
import type { ListedSystem } from '../../api/listed.ts';
import { listed } from '../../api/listed.ts';
import { load } from '../../api/load.ts';
import { visibleJson } from '../../model/visible.ts';
import { listing } from '../words/listing.ts';
import { command } from './command.ts';

interface List {
  readonly json: boolean;
  readonly systems: readonly ListedSystem[];
}

/** What the stacks are made of. The rules are not asked. */
export const list = command({
  name: 'list',
  does: 'systems, environments, phases, services in start order, images',
  takes: ['app', 'json'],
  async run({ app: file, json }): Promise<List> {
    const app = await load(file);
    const systems = modelled(app);
    return { json, systems: systems.map(listed) };
  },
  says: ({ json, systems }, { ink }) => ({
    out: json ? `${visibleJson(JSON.stringify(systems, null, 2))}\n` : listing(systems, ink),
    err: '',
  }),
  exits: () => 0,
});

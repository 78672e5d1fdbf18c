import type { Listing } from '../../api.ts';
import { list as listOf, load } from '../../api.ts';
import { visibleJson } from '../../model/visible.ts';
import { silent } from '../progress.ts';
import { listing } from '../words/listing.ts';
import { command } from './command.ts';

interface List extends Listing {
  readonly json: boolean;
}

/** What the stacks are made of. The rules are not asked. */
export const list = command({
  name: 'list',
  does: 'systems, environments, phases, services in start order, images',
  takes: ['app', 'json'],
  async run({ app, json }, _word, _env, _commands, progress = silent): Promise<List> {
    progress.begins(`loading ${app}`);
    return { json, ...listOf(await load(app)) };
  },
  says: ({ json, systems }, { ink }) => ({
    out: json ? `${visibleJson(JSON.stringify(systems, null, 2))}\n` : listing(systems, ink),
    err: '',
  }),
  exits: () => 0,
});

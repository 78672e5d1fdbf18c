import { showText, spellAddress } from '../../../compose/text.ts';
import type { RouteModel } from '../../../model/edge.ts';
import { edgesOf } from '../../../model/edges.ts';
import type { StackModel } from '../../../model/stack.ts';

/** Who answers where, where that is more than one service at one address. */
export function siteRows(stack: StackModel): readonly object[] {
  const rows = edgesOf(stack).flatMap(({ product, sites }) =>
    sites.flatMap(({ name, routes }) =>
      routes.map((route) => ({ site: showText(name), ...rowOf(route), product, plain: isPlain(route) })),
    ),
  );
  return rows.length === 1 && rows[0]?.plain === true ? [] : rows;
}

function isPlain({ upstream, files, guard, at }: RouteModel): boolean {
  return upstream !== undefined && files === undefined && guard === undefined && at === undefined;
}

function rowOf({ match, upstream, at = '', elsewhere, files, redirect, guard }: RouteModel): object {
  return {
    path: match,
    service: upstream === undefined ? '' : spellAddress(upstream),
    at,
    elsewhere: elsewhere ?? '',
    files: files ?? '',
    redirect: redirect === undefined ? '' : showText(redirect),
    password: guard === 'password',
    asked: guard === 'service',
  };
}

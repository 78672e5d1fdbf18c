import { showText, spellAddress } from '../../../compose/text.ts';
import type { RouteModel } from '../../../model/edge.ts';
import type { StackModel } from '../../../model/stack.ts';

/** Who answers where, where that is more than one service at one address. */
export function siteRows({ services }: StackModel): readonly object[] {
  const rows = services.flatMap(({ serves }) =>
    (serves?.sites ?? []).flatMap(({ name, routes }) =>
      routes.map((route) => ({ site: showText(name), ...rowOf(route), plain: isPlain(route) })),
    ),
  );
  return rows.length === 1 && rows[0]?.plain === true ? [] : rows;
}

function isPlain({ upstream, guard }: RouteModel): boolean {
  return upstream !== undefined && guard === undefined;
}

function rowOf({ match, upstream, elsewhere, redirect, guard }: RouteModel): object {
  return {
    path: match,
    service: upstream === undefined ? '' : spellAddress(upstream),
    elsewhere: elsewhere ?? '',
    redirect: redirect === undefined ? '' : showText(redirect),
    password: guard === 'password',
    asked: guard === 'service',
  };
}

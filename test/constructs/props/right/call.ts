import * as vocabulary from '../../../../constructs/index.ts';
import { blocks } from './blocks.ts';
import { core } from './core.ts';
import { l1 } from './l1.ts';
import type { Right, World } from './world.ts';

/** What each call is made with when nothing is wrong. */
export const right: Right = { ...core, ...blocks, ...l1 };

/** Makes the call of that name. */
export function call(name: string, w: World, args: readonly unknown[]): unknown {
  const [, made] = /^new (\w+)$/.exec(name) ?? [];
  if (made !== undefined) return Reflect.construct(Reflect.get(vocabulary, made), args);
  const [owner = '', verb] = name.split('.');
  const own = {
    Stack: 'stack',
    Service: 'web',
    ComposeService: 'plain',
    Volume: 'data',
    Minio: 'minio',
    Environment: 'environment',
    Redis: 'redis',
    Valkey: 'valkey',
    Postgres: 'postgres',
    MariaDb: 'mariadb',
    MySql: 'mysql',
  };
  const on = Reflect.get(w, Reflect.get(own, owner) ?? '') ?? {};
  const of = Reflect.get(vocabulary, owner);
  if (verb === undefined) return Reflect.apply(of, undefined, args);
  return Reflect.apply(Reflect.get(verb in of ? of : on, verb), verb in of ? of : on, args);
}

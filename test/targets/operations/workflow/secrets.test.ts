import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder } from '../../../support/folder.ts';
import { generated } from '../../../support/generated.ts';
import { said, stack, variable } from '../../../support/model.ts';
import { shopApp } from '../../../support/shop.app.ts';
import { named, rendered } from './rendered.ts';
import { runner } from './runner.ts';

describe('what was drawn is hidden in what is kept', () => {
  const secret = variable({ kind: 'secret', name: 'DB_PASSWORD', group: said('Secrets'), bytes: 16 });
  const collect = named(rendered(stack({ variables: [secret] })), 'Collect the logs')[0]?.run ?? '';

  test.each(['', '*', '***', 'a.b', '\\d', '&', '$x', 'a"b'])('where it is %j', (value) => {
    const at = runner(
      generated(shopApp(), folder()),
      `odd-${value.replace(/\W/g, (one) => one.charCodeAt(0).toString(16))}`,
    );
    const { status } =
      at.run(`mkdir -p scripts; cp ../production/scripts/* scripts; printf '%s\\n' 'DB_PASSWORD=${value}' >.env
docker() { printf '%s\\n' 'x${value}y${value}'; }; export -f docker
${collect}`);
    expect(status).toBe(0);
    const shown = value === '' ? 'xy' : 'x***y***';
    expect(readFileSync(join(at.kept, 'containers.txt'), 'utf8')).toBe(`${shown}\n`);
  });

  test('nothing is kept where the values cannot be read', () => {
    const at = runner(generated(shopApp(), folder()), 'unread');
    const { status } = at.run(
      `mkdir -p scripts; touch .env; docker() { env; }; export -f docker\n${collect}`,
    );
    expect(status).toBe(1);
    expect(() => readdirSync(at.kept)).toThrow('ENOENT');
  });

  test('a stack without secrets needs no mask', () => {
    const content = rendered(stack());
    expect(named(content, 'Hide these secrets in the log')).toEqual([]);
    expect(named(content, 'Collect the logs')[0]?.run).toContain('hide() { cat; }\n');
  });
});

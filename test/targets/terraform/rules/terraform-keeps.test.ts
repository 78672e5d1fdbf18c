import { describe, expect, test } from 'vitest';
import { terraformKeeps } from '../../../../src/targets/terraform/rules/terraform-keeps.ts';
import { service, stack } from '../../../support/model.ts';

/** What is found about a service with these keys, but for its limit of processes, which every service has. */
const said = (compose: Readonly<Record<string, unknown>>) =>
  terraformKeeps
    .check(stack({ services: [service({ compose })] }))
    .filter(({ path }) => path !== 'shop-test');

describe('terraform-keeps', () => {
  test('a key that the provider lacks', () => {
    expect(said({ oom_score_adj: -500 })).toEqual([
      {
        path: 'shop-test/app/web',
        message: 'oom_score_adj of "web" has no counterpart in the provider',
        fix: 'take it away, and limit the others',
      },
    ]);
  });

  test('one without which the same runs is a warning', () => {
    expect(said({ develop: { watch: [{ path: '.', action: 'rebuild' }] } })).toEqual([
      {
        path: 'shop-test/app/web',
        message: 'develop of "web" has no counterpart in the provider',
        fix: 'take it away: it is for "docker compose watch"',
        severity: 'warn',
      },
    ]);
  });

  test('a service that starts on request is left out, and said once', () => {
    expect(said({ profiles: ['debug'], oom_score_adj: -500 })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" starts only when its profile is asked for, and Terraform asks for none: it is left out',
        fix: 'run it beside the others with "docker compose run", or take the profile away',
        severity: 'warn',
      },
    ]);
  });

  test('limits of processes, once for all of them', () => {
    const limited = ['a', 'b'].map((id) => service({ id }));
    expect(terraformKeeps.check(stack({ services: limited }))).toEqual([
      {
        path: 'shop-test',
        also: ['shop-test/app/a', 'shop-test/app/b'],
        message: 'the provider limits no processes: a, b may have as many as the host',
        fix: 'acknowledge it, or start them with the operations repository, which keeps the limit',
        severity: 'warn',
      },
    ]);
  });

  test('nothing that it keeps', () => {
    expect(
      said({ shm_size: '64m', sysctls: { 'net.core.somaxconn': 1024 }, stop_signal: 'SIGQUIT' }),
    ).toEqual([]);
  });
});

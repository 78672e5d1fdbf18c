import { describe, expect, test } from 'vitest';
import { rulesOf } from '../../src/compile/rules.ts';
import { standard } from '../../src/compile/targets.ts';
import { answersOf, eachService, lookInEach } from '../../src/model/each-service.ts';
import type { Complaint, Rule } from '../../src/model/finding.ts';
import { service, stack } from '../support/model.ts';

/** More than are looked at together, and the last ones are fewer. */
const ids = Array.from({ length: 150 }, (_, i) => `app-${i}`);
const many = stack({ services: ids.map((id) => service({ id })) });

const rule = (id: string, check: Rule['check']): Rule => ({
  id,
  severity: 'error',
  summary: '',
  about: { why: '' },
  check,
});
const complaint = (message: string): Complaint => ({ path: 'shop-test', message, fix: 'none' });
const messages = (all: readonly Complaint[] = []) => all.map(({ message }) => message);

describe('rules that look at one service after the other', () => {
  test('each sees all services in their order, and begins and ends once', () => {
    const log: string[] = [];
    const counting = lookInEach(() => {
      log.push('begins');
      return {
        in: ({ id }) => [id.length],
        told: (found) => {
          log.push('ends');
          return [complaint(`${found.length} of ${found.reduce((sum, one) => sum + one, 0)}`)];
        },
      };
    });
    const naming = eachService(
      () =>
        function* ({ id }) {
          if (id.endsWith('9')) yield complaint(id);
        },
    );
    const whole = (): readonly Complaint[] => [complaint('of the whole')];
    const rules = [rule('counts', counting), rule('whole', whole), rule('names', naming)];
    const [counts, of, names] = answersOf(many, rules);
    expect(log).toEqual(['begins', 'ends']);
    expect(messages(counts)).toEqual([`150 of ${ids.join('').length}`]);
    expect(messages(of)).toEqual(['of the whole']);
    expect(messages(names)).toEqual(ids.filter((id) => id.endsWith('9')));
  });

  test('a rule of the house says the same when it is asked alone', () => {
    const faulty = ids.map((id, i) =>
      service({
        id,
        image: i % 2 === 0 ? 'postgres' : 'Example.org/Web:1.0',
        compose: {
          environment: {
            API_TOKEN: `c0ffee-4711-c0ffee-${i}`,
            ODD: '${NOBODY}',
            DOCKER_HOST: 'tcp://a:2375',
          },
          command: ['serve', '&&', 'wait'],
          privileged: true,
          volumes: ['data:/', './nowhere:/etc/nowhere', '/:/host'],
          dns: ['10.0.0.300'],
          mem_limit: '1m',
          deploy: { placement: { constraints: ['node.role == manager'] } },
          labels: ['password=${PASSWORD}'],
        },
      }),
    );
    const rules = rulesOf(standard);
    const inTurns = answersOf(stack({ services: faulty }), rules);
    const alone = rules.map(({ check }) => check(stack({ services: faulty })));
    expect(inTurns).toEqual(alone);
    const guilty = rules.filter((_, i) => (alone[i] ?? []).length >= ids.length).map(({ id }) => id);
    expect(guilty).toEqual(
      expect.arrayContaining(['container-confined', 'secret-not-literal', 'paths-absolute', 'values-legal']),
    );
  });
});

import type { Ulimits } from '../../compose/attributes/ulimits.ts';
import { isUlimitPair } from '../../compose/attributes/ulimits.ts';
import type { Body } from './body.ts';
import { spellCount } from './spell.ts';

export function ulimits(values: Ulimits): Body {
  return {
    ulimit: [...values].map(([name, limit]) => {
      const { soft = 0, hard = soft } = isUlimitPair(limit) ? limit : { soft: limit, hard: limit };
      return { name, soft: spellCount(soft), hard: spellCount(hard) };
    }),
  };
}

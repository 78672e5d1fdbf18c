import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { print } from '../../src/compose/print.ts';
import { corpus, readForeign } from '../support/foreign.ts';

/** Keys whose values are read as amounts: `1gb` and `1024M` are the same. */
const amounts =
  /^(interval|timeout|start_period|start_interval|stop_grace_period|delay|window|monitor|mem_\w+|memswap_limit|shm_size|memory|size)$/;
/** What the short form does not need to say. */
const implied =
  /^(target|published|host_ip|protocol|mode|ingress|tcp|condition|service_started|required|true|0|50|create_host_path|type|bind|command|entrypoint)$/;

function words(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) {
      if (!Array.isArray(value)) words(key, found);
      if (!amounts.test(key)) words(one, found);
    }
  else
    for (const word of String(value).match(/\w+/g) ?? [])
      if (!implied.test(word) && value !== null) found.add(word);
  return found;
}

// The files belong to others: the folder is on the machines of those who have it.
const files = corpus();

describe.skipIf(files.length === 0)(
  `foreign files, ${files.length || 'none: STOWAGE_CORPUS is not set'}`,
  () => {
    test('there are some', () => {
      expect(files.length).toBeGreaterThan(100);
    });

    test('have no fault, lose nothing, and are the same again', () => {
      const wrong = files.flatMap(({ name, content }) => {
        const document = readForeign(content);
        const { project, faults } = canonical(document);
        const printed = print(project);
        const kept = words(printed);
        const lost = [...words(document)].filter((word) => !kept.has(word));
        expect(canonical(printed).project, name).toEqual(project);
        return faults.length + lost.length > 0 ? [{ name, faults, lost }] : [];
      });
      expect(wrong).toEqual([]);
    });
  },
);

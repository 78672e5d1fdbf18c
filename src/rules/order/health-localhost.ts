import { showText } from '../../compose/text.ts';
import { eachService } from '../../model/each-service.ts';
import type { Edit } from '../../model/edit.ts';
import type { Rule } from '../../model/finding.ts';
import type { HealthModel } from '../../model/service.ts';
import { healthOf, lineOf } from '../facts/health.ts';

// Without a scheme it is an address, too; behind a colon it is a header's.
const calls = /\bwget\b[^|;&\n]*?(?:\bhttps?:\/\/|(?<=[^:\s]\s+)["']?)localhost(?=[:/?#\s"']|$)/gi;
const address = /^(?:https?:\/\/)?localhost(?=[:/?#]|$)/gi;

/** A health check asks the address that a program listens on. */
export const healthLocalhost: Rule = {
  id: 'health-localhost',
  severity: 'warn',
  summary: 'No health check has wget ask localhost by its name.',
  check: eachService(() => (service) => {
    const test = healthOf(service)?.test;
    if (test === undefined || lineOf(test).search(calls) < 0) return [];
    const { path, id } = service;
    const edit = editOf(test);
    return [
      {
        path,
        message: `the health check of "${id}" has wget ask localhost: that is ::1 first, and the wget of BusyBox asks no second address, so a program that listens on 0.0.0.0 never gets healthy`,
        fix: 'write 127.0.0.1 in place of localhost',
        ...(edit && { edit }),
      },
    ];
  }),
  about: {
    why: "In a container localhost is both 127.0.0.1 and ::1, and a resolver gives the one of IPv6 first. curl goes on to the next address where nobody answers; BusyBox's wget, which is that of every Alpine image, asks the first one alone. Most programs listen on IPv4 unless they are told otherwise.",
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        port: 80,
        health: { exec: ['wget', '-qO-', 'http://localhost/'] },
      });
    `,
    right: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        port: 80,
        health: { exec: ['wget', '-qO-', 'http://127.0.0.1/'] },
      });
    `,
    edits: 'It writes 127.0.0.1 in place of localhost.',
    sources: [
      'https://git.busybox.net/busybox/tree/networking/wget.c',
      'https://www.rfc-editor.org/rfc/rfc6724#section-6',
    ],
  },
};

/** The one string of it that says so. */
function editOf(test: HealthModel['test']): Edit | undefined {
  const [texts, name] = 'shell' in test ? [[test.shell], calls] : [test.exec, address];
  const edits = texts.map(showText).flatMap((text): Edit[] => {
    const by = text.replace(name, (found) => `${found.slice(0, -'localhost'.length)}127.0.0.1`);
    return by === text ? [] : [{ kind: 'text', text, by }];
  });
  return edits.length === 1 ? edits[0] : undefined;
}

import { Service } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

/** What Compose accepts and the engine, or the program, refuses. */
export const starts: readonly Defect[] = [
  {
    name: 'a command line as one word',
    story: 'The file had been a string once. "exec: \\"bundle exec puma\\": not found", sixty times an hour.',
    rules: ['command-words'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, command: ['bundle exec puma -C config/puma.rb'] });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, command: ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'] });
    },
  },
  {
    name: 'two commands and no shell',
    story:
      'The migration got "&&" and "serve" as names of migrations, found none, and ended well. Nothing served.',
    rules: ['command-words'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, command: ['migrate', '&&', 'serve'] });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, entrypoint: ['/bin/sh', '-c'], command: ['migrate && exec serve'] });
    },
  },
  {
    name: 'a health check that asks for the name of a variable for a password',
    story: 'The store was well and refused $ASK_AS every ten seconds; what waited for it never started.',
    rules: ['command-words'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', {
        image,
        health: { exec: ['/bin/ask', '-a', '$ASK_AS', 'ping'] },
        env: { ASK_AS: 'me' },
      });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', {
        image,
        health: { shell: '/bin/ask -a "$ASK_AS" ping' },
        env: { ASK_AS: 'me' },
      });
    },
  },
  {
    name: 'half a line of raw keys',
    story: 'Compose read the text up to the semicolon. The second half was the server.',
    rules: ['command-words'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { command: 'migrate; serve --port 80' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { command: 'sh -c "migrate; serve --port 80"' } });
    },
  },
];

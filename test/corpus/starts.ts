import { ConfigFile, Secret, Service, text, Variable, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';
const health = { exec: ['/bin/check'] } as const;

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
  {
    name: 'a password that is pasted from a compose file',
    story: 'For a month the password of the mail server was the eleven characters of its variable.',
    rules: ['dollar-literal'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, env: { MAIL_AS: '${MAIL_AS:-shop}' } });
    },
    innocent: ({ phase }) => {
      const user = new Variable('MAIL_AS', { description: 'Who sends mail.', default: 'shop' });
      new Service(phase, 'web', { image, env: { MAIL_AS: user, MAIL_FORMAT: '${NAME:-you} <%s>' } });
    },
  },
  {
    name: 'a misspelt variable in a prop',
    story: 'PASSWROD stood there for PASSWORD, and nothing complained but the database.',
    rules: ['dollar-literal'],
    guilty: ({ phase, later }) => {
      const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
      new Service(phase, 'db', { image, env: { PASSWORD: password }, health });
      new Service(later, 'web', { image, env: { DB_LOGIN: 'shop:${DB_PASSWROD}' } });
    },
    innocent: ({ phase, later }) => {
      const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
      new Service(phase, 'db', { image, env: { PASSWORD: password }, health });
      new Service(later, 'web', { image, env: { DB_LOGIN: text`shop:${password}` } });
    },
  },
  {
    name: 'a mount whose target is no path',
    story:
      'Somebody had turned the two halves around. "mount path must be absolute", said the engine at three in the morning.',
    rules: ['paths-absolute'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { volumes: ['/etc/localtime:etc/localtime:ro'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { volumes: ['/etc/localtime:/etc/localtime:ro'] } });
    },
  },
  {
    name: 'a name server with a slip in it',
    story: 'The deploy stopped in its middle: every other service ran, and this one could not be started.',
    rules: ['addresses-legal'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { dns: ['10.0.0.530'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { dns: ['10.0.0.53'] } });
    },
  },
  {
    name: 'a setting of the host on a container',
    story:
      'The search engine asks for it, so it was written beside its name. runc refuses it: the setting is not namespaced.',
    rules: ['values-legal'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { sysctls: { 'vm.max_map_count': 262144 } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { sysctls: { 'net.core.somaxconn': 1024 } } });
    },
  },
  {
    name: 'an image with the scheme of its registry',
    story: 'The address was copied from the browser. Docker has no name for an image that begins with https.',
    rules: ['image-pinned'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image: 'https://ghcr.io/team/shop:1.0.0' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image: 'ghcr.io/team/shop:1.0.0' });
    },
  },
  {
    name: 'a service called by a number',
    story:
      'curl asked 0.0.31.144 for the eighth site: a name of digits is an address to whoever resolves it.',
    rules: ['names-legal'],
    guilty: ({ phase }) => {
      new Service(phase, '8080', { image });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'site-8080', { image });
    },
  },
  {
    name: 'a script that nobody made a program of',
    story:
      'It ran on the laptop, where it had its bit. "exec /start.sh: permission denied", said the container.',
    rules: ['script-runs'],
    guilty: ({ stack, phase }) => {
      const file = new ConfigFile(stack, 'start', {
        file: 'web/start.sh',
        content: '#!/bin/sh\nexec serve\n',
      });
      new Service(phase, 'web', { image, entrypoint: ['/start.sh'] }).mount(file, '/start.sh');
    },
    innocent: ({ stack, phase }) => {
      const file = new ConfigFile(stack, 'start', {
        file: 'web/start.sh',
        content: '#!/bin/sh\nexec serve\n',
      });
      new Service(phase, 'web', { image, entrypoint: ['sh', '/start.sh'] }).mount(file, '/start.sh');
    },
  },
  {
    name: 'variables of a file that stayed on a laptop',
    story: "web.env was in nobody's repository. Compose refused to start anything, the database included.",
    rules: ['files-present'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { env_file: ['web.env'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { env_file: [{ path: 'web.env', required: false }] } });
    },
  },
  {
    name: 'a health check of Alpine that asks localhost',
    story: 'The page was there for everybody but for wget, which asked ::1 and nobody else.',
    rules: ['health-localhost'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, port: 80, health: { exec: ['wget', '-qO-', 'http://localhost/'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, port: 80, health: { exec: ['curl', '-f', 'http://localhost/'] } });
    },
  },
  {
    name: 'a mapping with its sides mistaken',
    story: 'The port of the host was open and the deploy green. Every connection was refused inside.',
    rules: ['publish-answered'],
    guilty: ({ phase }) => {
      const publish = [{ address: '127.0.0.1', published: 80, target: 8080, protocol: 'tcp' }] as const;
      new Service(phase, 'web', { image, port: 80, publish });
    },
    innocent: ({ phase }) => {
      const publish = [{ address: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }] as const;
      new Service(phase, 'web', { image, port: 80, publish });
    },
  },
  {
    name: 'a variable before the program',
    story: 'Typed at a shell it had worked. "exec: "RAILS_ENV=production": not found", said the engine.',
    rules: ['command-words'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, command: ['RAILS_ENV=production', 'puma'] });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, command: ['env', 'RAILS_ENV=production', 'puma'] });
    },
  },
  {
    name: 'a script behind an init',
    story: 'tini was put before the script, and said of it what the kernel says: permission denied.',
    rules: ['script-runs'],
    guilty: ({ stack, phase }) => {
      const start = new ConfigFile(stack, 'start', {
        file: 'web/start.sh',
        content: '#!/bin/sh\nexec serve\n',
      });
      new Service(phase, 'web', { image, entrypoint: ['tini', '--', '/start.sh'] }).mount(start, '/start.sh');
    },
    innocent: ({ stack, phase }) => {
      const start = new ConfigFile(stack, 'start', {
        file: 'web/start.sh',
        content: '#!/bin/sh\nexec serve\n',
      });
      new Service(phase, 'web', { image, entrypoint: ['tini', '--', 'sh', '/start.sh'] }).mount(
        start,
        '/start.sh',
      );
    },
  },
  {
    name: 'a health check of the version before',
    story:
      'MariaDB 11 no longer has mysqladmin. The database was well, and nothing that waited for it started.',
    rules: ['health-program'],
    guilty: (world) => checked(world, ['mysqladmin', 'ping']),
    innocent: (world) => checked(world, ['mariadb-admin', 'ping']),
  },
  {
    name: 'a shell in an image of one program',
    story:
      'The line that waits for the database worked everywhere else. "exec: \\"sh\\": not found", at each start.',
    rules: ['start-program'],
    guilty: ({ phase }) => {
      new Service(phase, 'echo', {
        image: 'traefik/whoami:v1.10.1',
        entrypoint: ['sh', '-c', 'exec /whoami'],
      });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'echo', { image: 'traefik/whoami:v1.10.1', command: ['--verbose'] });
    },
  },
  {
    name: 'a port of another image',
    story: 'The line was copied from a Tomcat. 8080 of the host led to 8080 of nginx, where nobody listens.',
    rules: ['publish-answered'],
    guilty: (world) => published(world, 8080),
    innocent: (world) => published(world, 80),
  },
];

/** A database that is asked whether it is well. */
function checked({ stack, phase }: World, exec: readonly string[]): void {
  const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
  const db = new Service(phase, 'db', { image: 'mariadb:11.8.3', health: { exec } });
  db.mount(rows, '/var/lib/mysql');
}

/** A web server as its image comes, for a proxy of the host. */
function published({ phase }: World, target: number): void {
  new Service(phase, 'pages', {
    image: 'nginx:1.29.1',
    publish: [{ address: '127.0.0.1', published: 8080, target, protocol: 'tcp' }],
  });
}

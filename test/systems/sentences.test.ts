import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import blog from './blog.ts';
import home from './home.ts';
import opencti from './opencti.ts';
import plausible from './plausible.ts';
import reader from './reader.ts';

const pages = {
  blog: page(compile(blog).artifacts, 'blog'),
  home: page(compile(home).artifacts, 'home'),
  opencti: page(compile(opencti).artifacts, 'opencti'),
  plausible: page(compile(plausible).artifacts, 'plausible'),
  reader: page(compile(reader).artifacts, 'reader'),
};

/** The runbook, each paragraph on one line. */
function page(files: readonly { readonly path: string; readonly content: string }[], name: string): string {
  const found = files.find(({ path }) => path === `${name}/README.md`)?.content ?? '';
  return found.replaceAll(/(?<=\S)\n(?![\n|#`\d-]|\s+make )\s*/g, ' ');
}

describe('what most runbooks say, and is true of some alone', () => {
  test.each<[keyof typeof pages, string]>([
    ['home', 'This repository is all that runs it. Every command below is given in its folder `home`;'],
    ['blog', 'This repository is all that runs it: one folder for each environment,'],
    ['home', '\n`make doctor` compares a host with this table.'],
    ['blog', '\nProject names differ, so two environments may share a host as long as their ports do.'],
    ['home', '\nKept: 30 days.'],
    ['blog', '\nKept: local 14 days, production 14 days.'],
    ['home', '**Make `.env`.** What is set stays as it is, the file gets mode 600:'],
    ['blog', '**Make `.env`.** Secrets are drawn, what is set stays as it is, the file gets mode 600:'],
    ['home', '   make pull\n   make start-all ```'],
    ['plausible', '   make build pull\n   make start-stores\n'],
    [
      'home',
      'All of it starts at once, but what an arrow leads to: that waits for where the arrow begins. Rounded: the ports that lead in. Circles: networks.',
    ],
    ['reader', 'has done its work. Circles: networks; a dashed one has no way out.'],
    [
      'plausible',
      'has done its work. Rounded: jobs, and the ports that lead in. Circles: networks; a dashed one',
    ],
    ['reader', '`make start-data` starts `postgres` and waits until it is healthy'],
    [
      'home',
      '`make start-all` starts `gitolite`, `klaus`, `radicale`, `pypi`, `caddy` and waits until all are healthy\n',
    ],
    ['opencti', '`caddy` and waits until all are healthy, or run where they have no health check'],
    [
      'reader',
      '**Visitors come through Traefik**, which was there before. Nothing else publishes a port beyond loopback. Whoever is on the network `traefik`, which is not of this system, reaches `miniflux` there.',
    ],
    [
      'home',
      '**Only the edge is reachable**, and these ports, each with the guards of what answers there and no other: `2222/tcp` of `gitolite` (Git over SSH). Nothing else publishes',
    ],
    [
      'reader',
      '`sudo make firewall` has been run, and by a network that is not of this system afterwards, too: the next section',
    ],
    [
      'reader',
      "`network_mode: host`, an external network, Docker's own `bridge`. Here that is `traefik`, with `miniflux`. It runs",
    ],
    ['reader', 'Then it copies, sets the passwords of `.env`, starts, runs the smoke test and makes'],
    ['opencti', 'Then it copies, starts, runs `minio-setup`, runs the smoke test and makes'],
    [
      'opencti',
      "before it `sh -c 'umask 077; exec rabbitmqctl --quiet export_definitions /var/lib/rabbitmq/definitions.json'` runs in",
    ],
    ['opencti', '| `make shell` | Opens a shell in `worker-1`, or in `SERVICE=<name>` |'],
    ['home', '| 0 | The newest backup is young enough:'],
    ['home', '| 2 | There is none, or it is late |'],
    ['reader', '- makes what others make on a host, empty: `traefik`;\n- pulls all images;'],
    ['plausible', '- builds and pulls all images;'],
    [
      'home',
      'In order, it pulls the new images, makes a backup, stops the application, starts the application and runs the smoke test.',
    ],
    [
      'opencti',
      'stops the application, starts the core, runs `minio-setup` of the new version, starts the application',
    ],
    ['opencti', 'one of `minio-setup` ran with another image or command, '],
    ['opencti', 'run its target again (`make minio-setup`): every job may be repeated.'],
    ['reader', 'Doctor names its data.'],
    [
      'home',
      '`make verify-backup`, `make restore` and `make restore-drill` refuse what none of the keys has signed.',
    ],
  ])('%s: %s', (name, sentence) => {
    expect(pages[name]).toContain(sentence);
  });

  test.each<[keyof typeof pages, RegExp]>([
    [
      'home',
      /secrets? (is|are|were|that were) drawn|draws (secrets|passwords)|To change a secret|changed password/i,
    ],
    ['home', /\| \*\*Environments|other environment|each environment|Of `home`/],
    ['home', /migrat|A job failed|TAR=/i],
    ['reader', /only the edge|port is already allocated|Published ports of/i],
    ['opencti', /migrat/i],
    ['blog', /A job failed|migrat/i],
  ])('%s does not say %s', (name, sentence) => {
    expect(pages[name]).not.toMatch(sentence);
  });
});

test('a runner makes what others make on a host, before it starts anything', () => {
  const workflow = compile(reader).artifacts.find(({ path }) => path.endsWith('docker-compose.yml'));
  expect(workflow?.content).toContain(
    '      - name: Make what others make on a host\n        run: |\n          docker network create traefik\n',
  );
});

test('a file of variables speaks of secrets that are drawn where some are', () => {
  const example = (app: typeof home) =>
    compile(app).artifacts.find(({ path }) => path.endsWith('.env.example'))?.content;
  expect(example(home)).toContain('\n# Copy it with "make init". .env is for your eyes alone');
  expect(example(blog)).toContain('\n# Copy it with "make init", which also draws the secrets. .env is');
});

test('the Makefile, too, waits for the health of those alone that have a check', () => {
  const makefile = compile(opencti).artifacts.find(({ path }) => path.endsWith('/Makefile'))?.content;
  expect(makefile).toContain(
    'import-document, caddy; wait until healthy, or running without a health check\n',
  );
  expect(makefile).toContain('start-platform: | .env ## Start opencti; wait until healthy\n');
});

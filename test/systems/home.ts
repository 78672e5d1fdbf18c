import { App, Caddy, Environment, Service, Stack, text, Variable, Volume } from '../../constructs/index.ts';

const name = (variable: string, what: string, example: string) =>
  new Variable(variable, { description: `Host name of ${what}.`, example });
const [git, dav, packages] = [
  name('GIT_DOMAIN', 'the repositories', 'git.example.com'),
  name('DAV_DOMAIN', 'calendars and contacts', 'dav.example.com'),
  name('PACKAGES_DOMAIN', 'the Python packages', 'packages.example.com'),
];
const adminKey = new Variable('ADMIN_KEY', {
  description: 'Public SSH key of who administers the repositories; taken at the first start only.',
  example: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGY5TsfqKy1dia8FN8EGaIT7Pfs3tXsJ35g7T8rUo18N me@laptop',
});

const asks = (port: number) => ({
  exec: ['python3', '-c', `import urllib.request as r; r.urlopen("http://127.0.0.1:${port}/")`],
});

const app = new App();
for (const environment of Environment.all({
  home: { host: { cpus: 2, memory: '2gb', disk: '20gb' }, guarded: true },
})) {
  const stack = new Stack(app, 'home', environment, {
    title: 'The house',
    version: '7',
    site: text`https://${git}`,
    backups: { at: '02:00', keepDays: 30 },
    smoke: [
      { path: '/' },
      { path: '/', status: 401, site: text`https://${dav}` },
      { path: '/simple/', site: text`https://${packages}` },
    ],
  });
  const [all] = stack.phases('all');

  const repositories = new Volume(all, 'repositories', { holds: 'Git repositories, and who may what' });
  const gitolite = new Service(all, 'gitolite', {
    image: 'jgiannuzzi/gitolite:3.6.12',
    description: 'Gitolite: repositories over SSH',
    port: 22,
    publish: [{ published: 2222, target: 22, protocol: 'tcp', purpose: 'Git over SSH' }],
    env: { SSH_KEY: adminKey, SSH_KEY_NAME: 'admin' },
    health: { shell: 'nc -z 127.0.0.1 22' },
    memory: '128mb',
    backup: { pause: true },
  })
    .mount(repositories, '/var/lib/git')
    .mount(new Volume(all, 'host_keys', { holds: 'What the SSH server is known by' }), '/etc/ssh/keys');
  const klaus = new Service(all, 'klaus', {
    image: 'jonashaag/klaus:3.0.1',
    description: 'Klaus: the repositories in a browser',
    port: 80,
    command: ['sh', '-c', 'exec klaus --host 0.0.0.0 --port 80 /var/lib/git/repositories/*.git'],
    health: asks(80),
    init: true,
    memory: '128mb',
  })
    .mount(repositories, '/var/lib/git', { readOnly: true })
    .waitFor(gitolite);

  const radicale = new Service(all, 'radicale', {
    image: 'tomsquest/docker-radicale:3.9.0.0',
    description: 'Radicale: calendars and contacts',
    port: 5232,
    health: asks(5232),
    memory: '128mb',
    backup: { stop: true },
  }).mount(new Volume(all, 'collections', { holds: 'Calendars and contacts' }), '/data');

  const pypi = new Service(all, 'pypi', {
    image: 'pypiserver/pypiserver:v2.4.2',
    description: 'pypiserver: packages of our own',
    port: 8080,
    health: asks(8080),
    init: true,
    memory: '128mb',
    backup: { stop: true },
  }).mount(new Volume(all, 'packages', { holds: 'Packages, each a file' }), '/data/packages');

  new Caddy(all, 'caddy', {
    image: 'caddy:2.11.7-alpine',
    tls: 'internal',
    sites: [
      { domain: git, routes: { '/*': klaus } },
      { domain: dav, routes: { '/*': { to: radicale, logins: { family: 'FAMILY_LOGIN' } } } },
      { domain: packages, routes: { '/*': pypi }, bodyLimit: '200MB' },
    ],
  });
}
export default app;

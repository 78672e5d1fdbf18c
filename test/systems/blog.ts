import {
  App,
  Caddy,
  Environment,
  MariaDb,
  Secret,
  Service,
  Stack,
  text,
  Variable,
  Volume,
} from '../../constructs/index.ts';

const domain = new Variable('DOMAIN', { description: 'Host name of the blog.', example: 'blog.example.com' });
const salt = new Secret('WORDPRESS_SALT', {
  description: 'Signs cookies. Whoever is logged in must log in again when it changes.',
});

const app = new App();
const environments = Environment.all({
  local: { host: { cpus: 2, memory: '2gb', disk: '5gb' } },
  production: { host: { cpus: 2, memory: '4gb', disk: '40gb' }, guarded: true },
});
for (const environment of environments) {
  const host = environment.pick({ local: 'localhost', production: domain });
  const stack = new Stack(app, 'blog', environment, {
    title: 'WordPress',
    version: '6.1.9',
    site: environment.pick({ local: 'http://localhost:8280', production: text`https://${domain}` }),
    backups: { at: '03:10', keepDays: 14 },
    smoke: [{ path: '/wp-admin/install.php' }],
    networks: 'derived',
  });
  const [data, site] = stack.phases('data', 'site');

  const mariadb = new MariaDb(data, 'mariadb', {
    image: 'mariadb:10.11.18',
    database: 'wordpress',
    memory: '512mb',
  });

  const wordpress = new Service(site, 'wordpress', {
    image: 'wordpress:6.1.9-php8.2-apache',
    description: 'WordPress, in Apache with PHP',
    port: 80,
    env: {
      WORDPRESS_DB_HOST: mariadb.address,
      WORDPRESS_DB_USER: mariadb.user,
      WORDPRESS_DB_PASSWORD: mariadb.password,
      WORDPRESS_DB_NAME: 'wordpress',
      WORDPRESS_AUTH_KEY: salt,
    },
    health: { exec: ['php', '-r', 'exit(@fsockopen("127.0.0.1", 80) ? 0 : 1);'] },
    memory: '512mb',
    backup: { stop: true },
  }).mount(
    new Volume(site, 'wordpress_files', { holds: 'WordPress, its plugins, themes and uploads' }),
    '/var/www/html',
  );

  new Caddy(site, 'caddy', {
    image: 'caddy:2.11.7-alpine',
    domain: host,
    tls: environment.pick({ local: 'none', production: 'public' }),
    ports: environment.pick({ local: { http: 8280 }, production: {} }),
    routes: { '/*': { to: wordpress, bodyLimit: '64MB' } },
    hidden: ['/xmlrpc.php'],
    maintenance: '<h1>Back in a few minutes</h1>',
  });
}
export default app;

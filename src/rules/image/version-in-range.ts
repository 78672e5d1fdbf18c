import type { Rule } from '../../model/finding.ts';
import { isInRange } from '../../model/version.ts';

/** A client gets a server that it knows. */
export const versionInRange: Rule = {
  id: 'version-in-range',
  severity: 'error',
  summary: 'Each server has a version that its clients say they work with.',
  check: ({ services }) => {
    const byId = new Map(services.map((service) => [service.id, service]));
    return services.flatMap(({ path, id, worksWith = [] }) =>
      worksWith.flatMap(({ service, range }) => {
        const server = byId.get(service);
        const version = server?.known?.version;
        if (server === undefined || version === undefined || isInRange(version, range)) return [];
        return [
          {
            path,
            also: [server.path],
            message: `"${id}" works with ${range} of "${service}", and that runs ${version}: it refuses to start, or breaks on what has changed`,
            fix: `give "${service}" an image in ${range}`,
          },
        ];
      }),
    );
  },
  about: {
    why: 'An application is tested with some versions of its stores. Some refuse to start with another one, as PostHog does with PostgreSQL 15; others start, and fail at the first statement that has changed. An update bot does not read release notes.',
    wrong: `
      const db = new Postgres(phase, 'db', { image: 'postgres:17.6', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0', env: { DB: db.url } }).worksWith(db, '>=15 <17');
    `,
    right: `
      const db = new Postgres(phase, 'db', { image: 'postgres:16.4', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0', env: { DB: db.url } }).worksWith(db, '>=15 <17');
    `,
    sources: ['https://github.com/PostHog/posthog/blob/1.43.0/posthog/settings/service_requirements.py'],
  },
};

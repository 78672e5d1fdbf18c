import type { EdgeModel, RouteModel } from '../../model/edge.ts';
import type { Rule } from '../../model/finding.ts';

/** What a port is for, in the words of who declares it. */
const administration = /\b(admin|administration|management|console|dashboard|debug|profiling|pprof)\b/i;

/** Who administers comes from inside. */
export const adminInside: Rule = {
  id: 'admin-inside',
  severity: 'error',
  summary: 'No route of the edge leads to a port that administers something.',
  check: ({ services, proxies = [] }) => {
    const byId = new Map(services.map((service) => [service.id, service]));
    const edges = [
      ...services.flatMap(({ path, serves }) => (serves ? [{ path, serves }] : [])),
      ...proxies.map((one) => ({ path: one.path, serves: one })),
    ];
    return edges.flatMap(({ path, serves }) =>
      routesOf(serves).flatMap(({ match, upstream }) => {
        const target = byId.get(upstream?.service ?? '');
        const port = upstream?.port;
        if (target === undefined || port === undefined) return [];
        const purpose = target.listens.find((listen) => listen.port === port)?.purpose ?? '';
        const known = target.known?.traits?.adminPorts?.includes(port) === true;
        if (!known && !administration.test(purpose)) return [];
        return [
          {
            path,
            message: `the route ${match} leads to port ${port} of "${target.id}", which is for administration${known ? '' : ` ("${purpose}")`}: everybody on the internet may try passwords there`,
            fix: `remove the route ${match}; an operator reaches the port through ssh, on a loopback port of the host`,
          },
        ];
      }),
    );
  },
  about: {
    why: 'An administration interface guards everything with one password, and its log-in page is found within hours. From the host itself, through ssh, it is as near as before.',
    wrong: `
      const queue = new Service(phase, 'queue', { image: 'example.org/queue:1.0.0', port: 5672, otherPorts: { 15672: 'management' }, health: { exec: ['check'] } });
      new Caddy(later, 'caddy', { image: 'caddy:2.11.4', domain: 'shop.example.com', tls: 'internal', routes: { '/queue/*': queue.at(15672) } });
    `,
    right: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['check'] } });
      new Caddy(later, 'caddy', { image: 'caddy:2.11.4', domain: 'shop.example.com', tls: 'internal', routes: { '/*': web } });
    `,
    sources: ['https://owasp.org/www-project-top-ten/'],
  },
};

/** Those of all sites; what two sites have in common is said once. */
function routesOf({ sites }: EdgeModel): readonly RouteModel[] {
  const routes = sites.flatMap((site) => site.routes);
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()];
}

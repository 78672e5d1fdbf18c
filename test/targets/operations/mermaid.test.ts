import { expect, test } from 'vitest';
import { diagram } from '../../../src/targets/operations/mermaid.ts';
import { said, service, stack } from '../../support/model.ts';
import { shop } from '../../support/shop.ts';

test('services in their phases, networks, ports and waits', () => {
  const model = shop({
    networks: [
      { path: 'shop-test/inside', id: 'in-side', purpose: said('All'), internal: true, compose: {} },
    ],
    services: shop().services.map((one) =>
      one.id === 'edge'
        ? { ...one, ports: [{ published: 443, target: 443, protocol: 'udp' }] }
        : { ...one, networks: ['in-side'] },
    ),
  });
  expect(diagram(model)).toBe(`\
flowchart LR
  port_edge(["443/udp"]) --> service_edge
  subgraph phase_core["core"]
    service_db["db"]
  end
  subgraph phase_migrate["migrate"]
    service_migrate(["migrate"])
  end
  subgraph phase_app["app"]
    service_web["web"]
    service_edge["edge"]
  end
  network_in_2d_side(("in-side"))
  network_default(("default"))
  phase_core ==> phase_migrate
  phase_migrate ==> phase_app
  service_web --> service_edge
  service_db -.- network_in_2d_side
  service_migrate -.- network_in_2d_side
  service_web -.- network_in_2d_side
  service_edge -.- network_default
  classDef internal stroke-dasharray: 4 3
  class network_in_2d_side internal
`);
});

test('a phase without services is left out', () => {
  const phases = ['empty', 'app'].map((id) => ({ path: `shop-test/${id}`, id }));
  const drawn = diagram(stack({ phases }));
  expect(drawn).not.toContain('empty');
  expect(drawn).not.toContain('==>');
});

test('no name ends its label', () => {
  const drawn = diagram(stack({ services: [service({ id: 'a"] --> b\n%%{init}%%' })] }));
  expect(drawn).toContain('["a#34;#93; --#62; b #37;#37;#123;init#125;#37;#37;"]');
  expect(drawn.split('\n').filter((line) => line.includes('-->') || line.includes('%%'))).toEqual([]);
});

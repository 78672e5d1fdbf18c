import { expect, test } from 'vitest';
import { examine } from './examine.ts';

/** As Compose prints it. */
const alone = `name: shop-test
services:
  web:
    cap_drop:
      - ALL
    image: example/web:1
    ports:
      - mode: ingress
        target: 80
        published: "80"
    read_only: true
    security_opt:
      - no-new-privileges:true
    volumes:
      - type: bind
        source: /srv/shop/web.conf
        target: /etc/web.conf
`;

function withOverride(merged: string) {
  return examine({
    before: `printf '%s' '${alone}' >../alone; printf '%s' '${merged}' >../merged; echo 'services: {}' >docker-compose.override.yml`,
    answers: `'compose --project-name shop-test --file docker-compose.yml --profile * config') cat ../alone ;;
'compose --project-name shop-test --profile * config') cat ../merged ;;`,
  });
}

test('an override file that sets limits and labels opens nothing', () => {
  const { findings, out } = withOverride(`${alone}    labels:\n      privileged: "true"\n`);
  expect(findings).toEqual([]);
  expect(out).toContain('ok       docker-compose.override.yml opens nothing\n');
});

test('what an override file opens is named, and so is a guard that it takes away', () => {
  const opened = `${alone
    .replace('      - ALL\n', '      - NET_RAW\n')
    .replace('    read_only: true\n', '    privileged: true\n')
    .replace('      - no-new-privileges:true\n', '      - seccomp:unconfined\n')
    .replace('published: "80"', 'published: "8000"')}      - type: bind
        source: /var/run/docker.sock
        target: /var/run/docker.sock
  stranger:
    image: example/other:1
    network_mode: host
volumes:
  data:
    driver_opts:
      device: /etc
`;
  const mend = 'keep it if you know what it opens';
  expect(withOverride(opened).findings).toEqual([
    ...[
      'stranger: a service',
      'stranger: image: example/other:1',
      'stranger: network_mode: host',
      'volumes: device: /etc',
      'web: ports: published: "8000"',
      'web: privileged: true',
      'web: security_opt: seccomp:unconfined',
      'web: volumes: source: /var/run/docker.sock',
    ].map((what) => `warning: docker-compose.override.yml has of its own: ${what} -> ${mend}`),
    ...['web: cap_drop: ALL', 'web: read_only: true', 'web: security_opt: no-new-privileges:true'].map(
      (what) => `warning: docker-compose.override.yml takes a guard away: ${what} -> ${mend}`,
    ),
  ]);
});

test.each(['compose.yaml', 'compose.override.yml', 'docker-compose.override.yaml', 'docker-compose.yaml'])(
  '%s beside the generated file is named, also as a link that leads nowhere',
  (file) => {
    const mend = 'move it away; what this host changes stands in docker-compose.override.yml';
    for (const before of [`echo 'services: {}' >${file}`, `ln -s nowhere ${file}`])
      expect(examine({ before })).toMatchObject({
        status: 1,
        findings: [
          `error: ${file} lies here, and a plain docker compose may read it before what was generated -> ${mend}`,
        ],
      });
  },
);

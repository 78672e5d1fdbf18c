import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const sourced = '. scripts/common.sh; . scripts/stores.sh';
const config = (model: object | string) =>
  `*' --profile * config --format json') printf '%s' '${typeof model === 'string' ? model : JSON.stringify(model)}' ;;`;

/** What a line prints where Compose describes this. */
function asked(line: string, model: object | string) {
  const { status, out, err } = operationsFolder(shop(), config(model)).run(`${sourced}; ${line}`);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out.split('\n').slice(0, -1);
}

describe('what Compose says', () => {
  const overridden = {
    name: 'shop-test',
    'x-services': { image: 'none' },
    services: {
      db: {
        image: 'mirror.example:5000/library/postgres:12.13',
        environment: { NOTE: 'a "quote", {"image": "none"} and \\ at its end \\', image: 'none' },
        labels: { volumes: 'none' },
        volumes: [
          { type: 'volume', source: 'db_data', target: '/var/lib/postgresql/data', volume: {} },
          { type: 'bind', source: '/srv', target: '/srv', bind: { create_host_path: true } },
        ],
      },
      built: { build: { context: '/x' }, volumes: [{ type: 'volume', source: 'more', target: '/more' }] },
    },
    networks: { edge: { name: 'shared', external: true }, default: { name: 'shop-test_default', ipam: {} } },
    volumes: {
      db_data: { name: 'the-old-one' },
      edge_data: { name: 'theirs', external: true },
      more: { name: 'shop-test_more', labels: { external: 'true', name: 'none' } },
    },
  };

  test.each([
    ['as Compose lays it out', JSON.stringify(overridden, null, 2)],
    ['on one line', JSON.stringify(overridden)],
  ])('%s', (_, text) => {
    expect(asked('images', text)).toEqual([
      'built shop-test-built',
      'db mirror.example:5000/library/postgres:12.13',
    ]);
    expect(asked('volumes', text)).toEqual([
      'db_data the-old-one state mirror.example:5000/library/postgres:12.13',
      // Nobody mounts it here: any image will do.
      'edge_data theirs state mirror.example:5000/library/postgres:12.13',
      'more shop-test_more unknown shop-test-built',
    ]);
    expect(asked('networks', text)).toEqual(['default', 'edge']);
    expect(asked('for v in db_data edge_data more; do ! is_external $v || echo $v; done', text)).toEqual([
      'edge_data',
    ]);
    expect(asked('volume_name db_data; volume_image more', text)).toEqual(['the-old-one', 'shop-test-built']);
  });

  test('is asked once, with every profile', () => {
    const folder = operationsFolder(shop());
    folder.run(`${sourced}; ask_compose; images; volumes; networks; volume_name db_data`);
    expect(folder.calls()).toBe('compose --project-name shop-test --profile * config --format json\n');
  });

  test('that it cannot read the folder ends the script', () => {
    const folder = operationsFolder(shop(), "*' config --format json') echo 'no such file' >&2; exit 15 ;;");
    const { status, err } = folder.run(`${sourced}; ask_compose; echo went on`);
    expect(status).toBe(1);
    expect(err).toContain('no such file\nerror: Compose cannot read this folder\n');
  });

  test('keeps no secret', () => {
    const secret = { services: { db: { image: 'a', environment: { PASSWORD: 'hush' } } } };
    expect(asked('ask_compose; set', secret).join('\n')).not.toContain('hush');
  });
});

describe('one image has one name', () => {
  const plain = (image: string) =>
    operationsFolder(shop()).run(`${sourced}; plain_image <<<"db ${image}"`).out.trim();

  test.each([
    ['postgres:12.13', 'db postgres:12.13'],
    ['mirror.example:5000/hub/library/postgres:12.13', 'db postgres:12.13'],
    ['docker.io/library/postgres:12.13@sha256:ab12', 'db postgres:12.13'],
    ['mirror.example:5000/postgres', 'db postgres:latest'],
    ['mirror.example:5000/postgres@sha256:ab12', 'db postgres@sha256:ab12'],
    ['quay.io/other/postgresql:12.13', 'db postgresql:12.13'],
    ['shop-test/db:12.13-0123456789ab', 'db db:12.13'],
    ['mirror.example/built/shop-test/db:12.13-0123456789ab', 'db db:12.13'],
    ['example/shop:1.0-abc', 'db shop:1.0-abc'],
  ])('%s', (image, name) => expect(plain(image)).toBe(name));
});

describe('the version of what runs', () => {
  const running = (...lines: readonly string[]) => `'ps --quiet '*) echo one ;;
'inspect --format '*) printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} ;;`;
  const version = (...lines: readonly string[]) =>
    operationsFolder(shop(), running(...lines)).run(`${sourced}; version_running`).out;

  test('is that of the stack, from whichever registry its images come', () =>
    expect(version('db mirror.example/hub/postgres:12.13', 'web mirror.example/shop:1.0', 'extra a:1')).toBe(
      '1.0\n',
    ));

  test('is not known where another tag runs', () =>
    expect(version('db postgres:12.13', 'web mirror.example/shop:1.1')).toBe('unknown\n'));

  test('is told by what the files say of an image, not by what .env says', () => {
    const raw = (image: string) => ({
      ...shop(),
      services: shop().services.map((one) => (one.id === 'web' ? { ...one, compose: { image } } : one)),
    });
    const of = (image: string, runs: string) =>
      operationsFolder(raw(image), running('db postgres:12.13', `web ${runs}`)).run(
        `${sourced}; version_running`,
      ).out;
    expect(of('${MIRROR:?say where}/shop:1.0', 'mirror.example/shop:1.0')).toBe('1.0\n');
    expect(of('${MIRROR:?say where}/shop:1.0', 'mirror.example/shop:1.1')).toBe('unknown\n');
    expect(of('example/shop:${TAG:?say which}', 'example/shop:1.1')).toBe('1.0\n');
  });
});

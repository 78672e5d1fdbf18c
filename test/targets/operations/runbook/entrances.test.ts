import { describe, expect, test } from 'vitest';
import type { EdgeModel, ProxyModel, Tls } from '../../../../src/model/edge.ts';
import type { ServiceModel } from '../../../../src/model/service.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { ourLanguages } from '../../../../src/model/words.ts';
import { environment, said, service, stack, volume } from '../../../support/model.ts';
import { one, page, pageOf } from './pages.ts';

const serves = (product: string, tls: Tls | 'files'): EdgeModel => ({
  product,
  tls,
  sites: [{ name: ['shop.example.com'], routes: [] }],
});
const published = (port: number, address?: string) => ({
  ports: [{ ...(address && { address }), published: port, target: port, protocol: 'tcp' as const }],
});
const edge = (over: Partial<ServiceModel> = {}) =>
  service({ id: 'front', edge: true, serves: serves('Front', 'public'), ...published(443), ...over });

/** The pages in English, each paragraph on one line, and in Indonesian. */
function read(services: readonly ServiceModel[], over: Partial<StackModel> = {}) {
  const system = one(stack({ services, languages: [...ourLanguages], ...over }));
  const flat = (text: string) => text.replaceAll(/(?<=\S)\n(?![\n|#`\d-])\s*/g, ' ');
  const [english, indonesian] = ourLanguages;
  return { en: flat(page(system)), id: flat(pageOf(system, indonesian)), english };
}

describe('who is reachable', () => {
  test.each<[string, readonly ServiceModel[], string, string]>([
    [
      'an edge',
      [edge()],
      '**Only the edge is reachable.** No other service publishes',
      '**Hanya reverse proxy yang',
    ],
    [
      'two edges',
      [edge(), edge({ id: 'back' })],
      '**Only `front`, `back` are reachable.** No other service publishes',
      '**Hanya `front`, `back` yang dapat dijangkau.** Tidak ada service lain',
    ],
    [
      'an edge that says nothing of itself',
      [service({ id: 'front', edge: true, ...published(80) })],
      '**Only the edge is reachable.** No other service',
      '**Hanya reverse proxy yang',
    ],
    [
      'an edge on loopback alone',
      [edge(published(8080, '127.0.0.1'))],
      '**Nothing is reachable from beyond this host.** No service publishes',
      '**Tidak ada yang dapat dijangkau dari luar host ini.**',
    ],
    ['none', [service()], '**Nothing is reachable from beyond this host.** No service', '**Tidak ada yang'],
    [
      'a port past the edge without a word, on one address',
      [edge(), service(published(8080, '10.0.0.4'))],
      'and these ports, each with the guards of what answers there and no other: `10.0.0.4:8080/tcp` of `web`. Nothing',
      'di sana: `10.0.0.4:8080/tcp` milik `web`. Tidak ada',
    ],
    [
      'a purpose of a port that is on loopback',
      [
        service({
          ...published(22, '127.0.0.1'),
          opens: [{ first: 22, last: 22, protocol: 'tcp', purpose: said('Git') }],
        }),
      ],
      '**Nothing is reachable from beyond this host.**',
      '**Tidak ada yang dapat dijangkau',
    ],
    [
      'the network of the host',
      [edge(), service({ compose: { network_mode: 'host' } })],
      'and no other: whatever `web` opens, on the network of this host. Nothing',
      'apa pun yang dibuka `web`, di jaringan host ini. Tidak ada',
    ],
  ])('%s', (_, services, english, indonesian) => {
    const pages = read(services);
    expect(pages.en).toContain(english);
    expect(pages.id).toContain(indonesian);
  });

  test('a proxy that was there before, and an edge beside it', () => {
    const proxy: ProxyModel = { ...serves('Before', 'files'), tls: 'before', path: 'shop-test/before' };
    expect(read([service()], { proxies: [proxy] }).en).toContain(
      '**Visitors come through Before**, which was there before. Nothing else publishes',
    );
    expect(read([edge()], { proxies: [proxy] }).en).toContain(
      '**Visitors come through Before**, which was there before, and through `front`. Nothing else publishes',
    );
  });
});

test('who is on the network of the host itself needs no port, and what raw keys mount of the host is data, too', () => {
  const lan = service({ id: 'tv', compose: { networks: { lan: {} } } });
  const compose = { networks: { lan: { driver: 'macvlan' } } };
  const { en, id } = read([lan], { compose });
  expect(en).toContain(
    '**No port of this host leads in.** No service publishes a port beyond loopback. On `lan`, which is the network of the host itself, `tv` can be reached by whoever is there, on every port.',
  );
  expect(id).toContain('**Tidak ada port host ini yang menuju ke dalam.**');
  expect(read([lan], { compose: { networks: { lan: {} } } }).en).toContain('**Nothing is reachable from');
  const held = { volumes: [volume({ id: 'd', path: 'shop-test/d' })] };
  const lives = (mount: string) => read([service({ compose: { volumes: [mount] } })], held).en;
  expect(lives('/srv/media:/media')).toContain(
    'Data lives in named volumes, and on the host where `web` mounts a path of it, which is not listed here. In Docker',
  );
  expect(lives('/srv/media:/media:ro')).toContain('All data lives in named volumes. In Docker');
});

describe('HTTPS', () => {
  const https = (...tls: readonly (Tls | 'files')[]) =>
    read(tls.map((each, i) => edge({ id: `e${i}`, serves: serves(`P${i}`, each) }))).en;

  test('is the work of those that have certificates, and nobody renews your own', () => {
    expect(https('public', 'internal')).toContain("- **HTTPS** is P0, P1's work where an environment has it");
    expect(https('none', 'public')).toContain("- **HTTPS** is P1's work");
    expect(https('none')).toContain('- **No HTTPS** is spoken by the edge in `test`: unless');
    expect(https('none')).not.toContain('renewed by themselves');
    expect(https('files')).toContain(
      "- **HTTPS** is P0's work with certificates of your own: nobody renews them",
    );
    expect(https('files')).not.toContain('renewed by themselves');
  });

  test('the authority is asked by those that want certificates of one', () => {
    const answer = https('internal', 'public');
    expect(answer).toContain('`make logs SERVICE=e1` shows the answer of the authority.');
    expect(answer).toContain("Keep P1's data volume; it holds the account.");
  });
});

test('what is past its end is protected by the edge only where that is the one way in, and is not itself the edge', () => {
  const known = { product: 'Old', dataPaths: [], endOfLife: '2020-01' };
  const protects = 'what protects them is that only the edge is reachable';
  expect(read([edge(), service({ known })]).en).toContain(protects);
  expect(read([edge(), service({ known, ...published(8080) })]).en).not.toContain(protects);
  expect(read([edge({ known })]).en).not.toContain(protects);
  expect(read([service({ known })]).en).not.toContain(protects);
});

test('guards, backups and networks are those that there are', () => {
  const bare = service({ id: 'bare', bare: true, compose: { image: 'x', network_mode: 'host' } });
  const { en } = read([service(), bare], { environment });
  expect(en).toContain(
    '- Containers of other services than `bare` gain no new privileges, and have limits of memory, processors and processes, but for `bare` (memory, processors, processes). Where',
  );
  expect(en).toContain("All services but `bare` share the project's default network.");
  expect(en).not.toContain('Backups hold');
  const all = read([service()]).en;
  expect(all).toContain(
    '- Containers gain no new privileges, and have limits of memory, processors and processes. Where',
  );
  expect(all).toContain("All services share the project's default network.");
});

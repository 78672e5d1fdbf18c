import { describe, expect, test } from 'vitest';
import { service } from '../../../support/model.ts';
import { examine } from './examine.ts';

describe('images', () => {
  const missing = `'image inspect '*) exit 1 ;;`;

  test('that the registry offers', () => {
    expect(examine({ answers: `${missing}\n'manifest inspect example/web:1.0') ;;` }).findings).toEqual([]);
  });

  test('that are nowhere', () => {
    const { status, findings } = examine({ answers: missing });
    expect(findings).toEqual([
      'error: the image example/web:1.0 is not on this host, and its registry does not offer it -> correct the tag; a private registry needs docker login',
    ]);
    expect(status).toBe(1);
  });

  test('of registries that do not answer are doubted, each once', () => {
    const images = ['web:1', 'example/web:1', 'quay.io/a/b:1', 'quay.io/a/c:1', 'localhost:5000/a:1'];
    const { status, findings } = examine({
      answers: missing,
      before: 'echo "exit 6" >../bin/curl',
      over: { services: images.map((image, i) => service({ id: `s${i}`, image })) },
    });
    expect(findings).toEqual(
      ['registry-1.docker.io', 'quay.io', 'localhost:5000'].map(
        (registry) =>
          `warning: the registry ${registry} does not answer -> images that this host lacks cannot be pulled until it does`,
      ),
    );
    expect(status).toBe(0);
  });

  test('of a registry on this host, or of one that the engine is told to ask without TLS', () => {
    const near = ['localhost:5000/a:1', '127.0.0.1:5000/a:1', '[::1]:5000/a:1', 'mirror.lan:5000/a:1'];
    const far = ['localhost.example.org/a:1', '127.0.0.1.example.org/a:1', 'mirror.lan/a:1'];
    const { findings } = examine({
      answers: `${missing}
'manifest inspect --insecure localhost:5000/a:1') ;;
'info --format {{range .RegistryConfig'*) echo mirror.lan:5000 ;;`,
      before: `printf '%s\\n' 'case "$*" in *http://*) exit 0 ;; *) exit 35 ;; esac' >../bin/curl`,
      over: { services: [...near, ...far].map((image, i) => service({ id: `s${i}`, image })) },
    });
    expect(findings).toEqual([
      ...near
        .slice(1)
        .map(
          (image) =>
            `error: the image ${image} is not on this host, and its registry does not offer it -> correct the tag; a private registry needs docker login`,
        ),
      ...far.map(
        (image) =>
          `warning: the registry ${image.replace('/a:1', '')} does not answer -> images that this host lacks cannot be pulled until it does`,
      ),
    ]);
  });

  test('with a digest behind the tag: the registry is asked for the digest, for a tag moves on', () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const over = {
      services: [
        service({ id: 'web', image: `example/web:1.0@${digest}` }),
        service({ id: 'near', image: `localhost:5000/near@${digest}` }),
        service({ id: 'far', image: `registry.example.org:5000/far:1.0@${digest}` }),
      ],
    };
    const answers = [
      missing,
      `'manifest inspect example/web@${digest}') ;;`,
      `'manifest inspect --insecure localhost:5000/near@${digest}') ;;`,
      `'manifest inspect registry.example.org:5000/far@${digest}') ;;`,
    ].join('\n');
    expect(examine({ answers, over }).findings).toEqual([]);
  });

  test('that .env says: the one that Compose puts there is looked for', () => {
    const over = {
      services: [
        service({ id: 'web', compose: { image: '${SHOP:?set it}' } }),
        service({ id: 'near', compose: { image: '${MIRROR:-localhost:5000}/near:1.0' } }),
      ],
    };
    const merged = { services: { web: { image: 'example/shop:7' }, near: { image: 'mirror.lan/near:1.0' } } };
    const answers = [
      `'compose --project-name shop-test --profile * config --format json') echo '${JSON.stringify(merged)}' ;;`,
      `'image inspect example/shop:7') ;;`,
      missing,
    ].join('\n');
    expect(examine({ answers, over }).findings).toEqual([
      'error: the image mirror.lan/near:1.0 is not on this host, and its registry does not offer it -> correct the tag; a private registry needs docker login',
    ]);
  });
});

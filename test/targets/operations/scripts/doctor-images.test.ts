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
});

import { shop } from '../../support/command.ts';
import type { Cases } from './case.ts';

/** What a constructor refuses. */
export const constructs: Cases = {
  construct: {
    stack:
      "import { Environment } from 'CONSTRUCTS';\n\nEnvironment.all({ 'Not A Name': { host: { cpus: 1, memory: '1gb', disk: '1gb' } } });\n",
    said: `error   construct.ts:3:13
        "Not A Name" cannot be the name of an environment  (bad-environment-name)
        → use lower-case letters, digits and hyphens, and start with a letter`,
  },
  twice: {
    stack: shop.replace(
      '  new Service',
      "  new Service(site, 'web', { image: 'example/shop:2' });\n  new Service",
    ),
    said: `error   twice.ts:9:3
        "site" has two "web"  (id-twice)
        → give one of them another id`,
  },
  'stack-twice': {
    stack: shop.replace(
      '  const [site]',
      "  new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });\n  const [site]",
    ),
    said: `error   stack-twice.ts:7:3
        the stack "shop-staging" is made twice  (stack-twice)
        → make it once for each environment, or give one of them another name`,
  },
  'stack-slash': {
    stack: shop.replace("Stack(app, 'shop'", "Stack(app, 'shop/eu'"),
    said: `error   stack-slash.ts:6:17
        name of "shop/eu" is "shop/eu", not a name without a slash  (bad-prop)
        → pass for example 'web'`,
  },
  'bad-prop': {
    stack: shop.replace(
      "image: 'example/shop:2.1.0' }",
      "image: 'example/shop:2.1.0', health: { test: ['CMD', 'true'] } }",
    ),
    said: `error   bad-prop.ts:8:3
        health of "web" has no prop "test"  (bad-prop)
        → write exec: ['curl', '-f', 'http://127.0.0.1:8000/'] for a program and its arguments, or shell: 'one line'`,
  },
};

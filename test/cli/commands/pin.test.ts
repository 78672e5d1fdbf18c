import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, stowage } from '../../support/command.ts';
import { folder, tree } from '../../support/folder.ts';
import { digest, registry, shows } from '../../support/registry.ts';

/** A stack with these lines of services; `HOST` is the registry. */
const source = (
  host: string,
  lines: string,
) => `import { App, Environment, Service, Stack } from 'CONSTRUCTS';
import { images } from './images.ts';

const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
for (const environment of Environment.all({ staging: { host }, production: { host, guarded: true } })) {
  const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });
  const [site] = stack.phases('site');
${lines.replaceAll('HOST', host)}
}
export default app;
`;
const web = `  new Service(site, 'web', { image: images.web });`;
const images = (image: string) => `export const images = { web: '${image}' } as const; // why\n`;

async function shop(lines = web) {
  const digests = new Map([['web', digest('1')]]);
  const { host, asked } = await registry(({ path }) => {
    const found = digests.get(/^\/v2\/shop\/(\w+)\/manifests\/2\.1$/.exec(path)?.[1] ?? '');
    return found === undefined ? { status: 404 } : shows(found);
  });
  const cwd = project(source(host, lines), { 'stacks/images.ts': images(`${host}/shop/web:2.1`) });
  const docker = folder();
  return {
    host,
    asked,
    digests,
    cwd,
    images: () => readFileSync(join(cwd, 'stacks/images.ts'), 'utf8'),
    run: (...args: readonly string[]) => stowage(cwd, ['pin', ...args], { DOCKER_CONFIG: docker }),
  };
}

test('the digest is written behind the tag, once; a check says what has moved, and the next run writes that', async () => {
  const { host, asked, digests, cwd, images: held, run } = await shop();
  const image = `${host}/shop/web:2.1`;
  const before = tree(cwd);

  expect(await run('--check')).toEqual({
    code: 1,
    out: `open    ${image}
        ${digest('1')}
        stacks/images.ts:1:30
1 image: 1 not pinned
        → npx stowage pin
`,
    err: '',
  });
  expect(tree(cwd)).toEqual(before);

  expect(await run()).toEqual({
    code: 0,
    out: `pinned  ${image}
        ${digest('1')}
        stacks/images.ts:1:30
1 image: 1 pinned
        → npm run synth
`,
    err: '',
  });
  expect(held()).toBe(images(`${image}@${digest('1')}`));

  const pinned = tree(cwd);
  for (const args of [[], ['--check']])
    expect(await run(...args)).toEqual({ code: 0, out: '1 image: 1 as pinned\n', err: '' });
  expect(tree(cwd)).toEqual(pinned);

  digests.set('web', digest('2'));
  const moved = `moved   ${image}
        is  ${digest('2')}
        was ${digest('1')}
        stacks/images.ts:1:30
1 image: 1 moved
`;
  expect(await run('--check')).toEqual({ code: 1, out: `${moved}        → npx stowage pin\n`, err: '' });
  expect(tree(cwd)).toEqual(pinned);
  expect(await run()).toEqual({ code: 0, out: `${moved}        → npm run synth\n`, err: '' });
  expect(held()).toBe(images(`${image}@${digest('2')}`));
  // One question for each run, whatever number of environments.
  expect(asked).toHaveLength(6);
});

test('what nobody can pin is said, with its line and what to do; the others are written', async () => {
  const {
    host,
    images: held,
    run,
  } = await shop(`${web}
  const registry = 'HOST';
  new Service(site, 'composed', { image: \`\${registry}/shop/web:2.1\` });
  new Service(site, 'gone', { image: 'HOST/shop/gone:2.1' });
  new Service(site, 'variable', { image: 'HOST/shop/web:\${TAG:-2.1}' });
  new Service(site, 'latest', { image: 'HOST/shop/web' as 'x:1' });
  new Service(site, 'own', { image: 'shop/own:1', compose: { build: { context: './own' } } });`);
  // What is composed was the same image; the next run tells them apart.
  const { code, out, err } = await run();
  expect(code).toBe(1);
  expect(held()).toBe(images(`${host}/shop/web:2.1@${digest('1')}`));
  expect(out).toContain('5 images: 1 pinned, 3 left alone, 1 unknown\n');
  expect(err).toBe(`error   stacks/index.ts:12:38
        ${host}/shop/gone:2.1: ${host} has no tag 2.1 of shop/gone  (no-digest)
        → correct the name or the tag

info    stacks/index.ts:14:40
        ${host}/shop/web is left as it is  (left-alone)
        → it has no tag whose digest could be asked for

info    stacks/index.ts:13:42
        ${host}/shop/web:\${TAG:-2.1} is left as it is  (left-alone)
        → a variable decides about it, and with it the digest: pin it where the variable is set

info    stacks/index.ts:15:37
        shop/own:1 is left as it is  (left-alone)
        → it is built here, and in no registry: pin what its Dockerfile says after FROM

`);
  const again = await run();
  expect(again.code).toBe(1);
  expect(
    again.err,
  ).toContain(`        no string of the source is ${host}/shop/web:2.1: it is put together there, or read from a file  (no-literal)
        → write by hand: ${host}/shop/web:2.1@${digest('1')}\n`);
});

test('a registry that wants to be asked less often is asked no more', async () => {
  const { host, asked } = await registry(() => ({ status: 429 }));
  const cwd = project(source(host, `${web}\n  new Service(site, 'api', { image: 'HOST/shop/api:1' });`), {
    'stacks/images.ts': images(`${host}/shop/web:2.1`),
  });
  const { code, out } = await stowage(cwd, ['pin'], { DOCKER_CONFIG: folder() });
  expect([code, out]).toEqual([1, '2 images: 2 unknown\n']);
  expect(asked).toHaveLength(1);
});

test('the login that Docker has is used, and shown nowhere', async () => {
  const { host } = await registry(({ authorization }) =>
    authorization === `Basic ${Buffer.from('ann:s3cret').toString('base64')}`
      ? shows(digest('3'))
      : { status: 401, headers: { 'www-authenticate': 'Basic' } },
  );
  const cwd = project(source(host, web), { 'stacks/images.ts': images(`${host}/shop/web:2.1`) });
  const docker = folder();
  const config = (password: string) => {
    const auth = Buffer.from(`ann:${password}`).toString('base64');
    writeFileSync(join(docker, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }));
  };
  config('wr0ng');
  const refused = await stowage(cwd, ['pin', '--debug'], { DOCKER_CONFIG: docker });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(`→ correct the name, or log in anew: docker login ${host}`);
  expect(refused.out + refused.err).not.toMatch(/wr0ng|YW5u/);
  config('s3cret');
  expect((await stowage(cwd, ['pin'], { DOCKER_CONFIG: docker })).code).toBe(0);
});

import { describe, expect, test } from 'vitest';
import type { EdgeConfigModel, EdgeModel } from '../../../../src/model/edge.ts';
import { named, rendered, secured, serves } from './rendered.ts';

describe('an edge of another make', () => {
  const other = (over: Partial<EdgeModel>, config: Partial<EdgeConfigModel> = {}) => {
    const file = 'proxy/2.conf';
    const own = { file, check: ['nginx', '-t'], signsItself: { edit: 's/a/b/', root: '/own/ca.crt' } };
    const model = secured('test');
    return rendered({
      ...model,
      services: model.services.map((one) => ({
        ...one,
        ...(one.serves && {
          serves: { ...one.serves, product: 'Nginx', config: { ...own, ...config }, ...over },
          mounts: [{ kind: 'file' as const, file, target: '/etc/nginx/nginx.conf', readOnly: true as const }],
        }),
      })),
    });
  };

  test('is checked and signs in its own way', () => {
    const content = other({});
    expect(named(content, 'Check the 2.conf')[0]?.run).toBe(
      'scripts/compose run --rm --no-deps -T edge nginx -t',
    );
    expect(named(content, 'Let Nginx sign its own certificates')[0]?.run).toMatch(
      /^_2_conf=\$RUNNER_TEMP\/2\.conf\nsed s\/a\/b\/ proxy\/2\.conf >"\$_2_conf"\njq --arg service edge --arg file "\$_2_conf" --arg target \/etc\/nginx\/nginx\.conf /,
    );
    expect(named(content, 'Ask it through the edge')[0]?.run).toContain(' cat /own/ca.crt >"$root"');
  });

  test('beside another is looked at, signs and is asked as that one', () => {
    const model = secured('test');
    const inner = { ...serves, config: { ...(serves.config ?? { check: [] }), file: 'inner/Caddyfile' } };
    const content = rendered({
      ...model,
      services: model.services.flatMap((one) =>
        one.serves === undefined
          ? [one]
          : [
              one,
              {
                ...one,
                id: 'inner',
                serves: inner,
                mounts: [
                  { kind: 'file', file: 'inner/Caddyfile', target: '/etc/caddy/Caddyfile', readOnly: true },
                ],
              },
            ],
      ),
    });
    const validate = (id: string) =>
      `scripts/compose run --rm --no-deps -T ${id} caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile`;
    expect(named(content, 'Check the Caddyfile')[0]?.run).toBe(`${validate('edge')}\n${validate('inner')}`);
    const signs = named(content, 'Let Caddy sign its own certificates')[0]?.run;
    expect(signs?.match(/^sed .* >.*$|--arg service \S+/gm)).toEqual([
      expect.stringMatching(/ caddy\/Caddyfile >"\$caddyfile"$/),
      '--arg service edge',
      expect.stringMatching(/ inner\/Caddyfile >"\$_2_caddyfile"$/),
      '--arg service inner',
    ]);
    expect(named(content, 'Ask it through the edge')[0]?.run).toBe(`root=$RUNNER_TEMP/root.crt
scripts/compose exec -T edge cat /data/caddy/pki/authorities/local/root.crt >"$root"
scripts/compose exec -T inner cat /data/caddy/pki/authorities/local/root.crt >>"$root"
CURL_CA_BUNDLE=$root make smoke-test
`);
  });

  test('that says less is asked for less', () => {
    const { signsItself: _, ...config } = serves.config ?? { file: '', check: [] };
    const asks = (content: string) =>
      named(content, 'Ask it through the edge').map(({ run }) => run?.includes('CURL_CA_BUNDLE'));
    expect(asks(other({}))).toEqual([true]);
    expect(asks(other({ tls: 'internal' }))).toEqual([false]);
    expect(asks(rendered(secured('test')))).toEqual([true]);
    const without = other({ config: { ...config, file: 'proxy/2.conf' } });
    expect(asks(without)).toEqual([false]);
    expect(without).not.toContain('sign its own');
    expect(without).toContain('Check the 2.conf');
    expect(other({}, { file: 'proxy/other.conf' })).not.toMatch(/Check the .*conf|sign its own/);
  });
});

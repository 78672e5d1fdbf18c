import { describe, expect, test } from 'vitest';
import { said, stack, variable, volume } from '../../../support/model.ts';
import { network } from '../../../support/network.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { examine } from './examine.ts';

const path = (over: object) => ({
  path: 'shop-test/media',
  id: 'media',
  host: ['/srv/nowhere'],
  holds: said('Films.'),
  kind: 'folder' as const,
  readOnly: true,
  ...over,
});
const paths = (...hostPaths: ReturnType<typeof path>[]) => ({ over: { hostPaths } });
const beside = {
  networks: [network({ id: 'proxy', external: { name: 'edge_net', create: false } })],
  volumes: [volume({ id: 'old', external: { name: 'films', create: true } })],
};

describe('doctor looks for', () => {
  test('a path of the host', () => {
    expect(examine(paths(path({ owner: '7:7' }))).findings).toEqual([
      'error: the folder /srv/nowhere is not on this host -> mount the disk that holds it, or bring it here; where it may be empty: mkdir -p /srv/nowhere && chown 7:7 /srv/nowhere',
    ]);
    expect(examine(paths(path({ host: ["/srv/it's here"], kind: 'file' }))).findings).toEqual([
      "error: the file /srv/it's here is not on this host -> mount the disk that holds it, or bring it here",
    ]);
  });

  test('its kind and its owner', () => {
    const before = 'mkdir -p there; touch there/file; ln -s there link';
    const at = (name: string) => ({ host: [{ kind: 'variable', name }] });
    const over = {
      variables: ['FOLDER', 'FILE', 'ODD'].map((name) => variable({ name, default: '' })),
      hostPaths: [
        path({ ...at('FOLDER'), owner: '12:34' }),
        path({ ...at('FILE'), kind: 'socket' }),
        path({ ...at('ODD') }),
      ],
    };
    const run = `${before}; export FOLDER=$PWD/link FILE=$PWD/there/file ODD=media`;
    const { findings } = examine({ env: '', over, before: run });
    expect(
      findings
        .filter((one) => one.startsWith('error'))
        .map((one) => one.replace(/\/tmp\/.*?(?=\/(?:link|there))/g, '')),
    ).toEqual([
      `error: /link belongs to ${process.getuid?.()}:${process.getgid?.()}, not to 12:34, as whom the container runs -> if it is meant so: chown -R 12:34 /link`,
      'error: /there/file is a regular empty file, not a socket -> move it away, and bring what belongs there',
      'error: "media" is no path from the root of this host, and containers shall use what lies there -> correct it in .env',
    ]);
  });

  test('networks and volumes that others made', () => {
    const answers = "'network inspect '* | 'volume inspect '*) exit 1 ;;";
    expect(examine({ over: beside, answers }).findings).toEqual([
      'error: the network edge_net, which is made beside this project, is not on this host -> start what makes it; where it may be this project alone: docker network create edge_net',
      'error: the volume films, which is made beside this project, is not on this host -> run: make init',
    ]);
    const there = "'network inspect '* | 'volume inspect '*) ;;";
    const { out, findings } = examine({ over: beside, answers: there });
    expect(findings).toEqual([]);
    expect(out).toContain('ok       what is used of this host and of others is there\n');
  });
});

describe('init makes', () => {
  const init = (answers: string) => {
    const folder = operationsFolder(stack(beside), answers);
    return folder.run('scripts/init-env');
  };

  test('what nobody else makes, where it is missing', () => {
    const { out } = init("'volume inspect -- films') exit 1 ;; 'volume create films') echo films ;;");
    expect(out).toContain('Made the volume films.\n');
    expect(out).not.toContain('edge_net');
  });

  test('nothing that is there', () => {
    expect(init("'volume inspect -- films') ;;").out).not.toContain('films');
  });

  test('and says what it could not', () => {
    const { status, err } = init('*) exit 1 ;;');
    expect({ status, err }).toEqual({
      status: 0,
      err: 'warning: the volume films could not be made; once the Docker engine answers, run: make init\n',
    });
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StackModel } from '../../src/model/stack.ts';
import { said, variable } from './model.ts';
import type { OperationsFolder } from './operations-folder.ts';
import { operationsFolder } from './operations-folder.ts';
import { runningShop } from './running-shop.ts';
import { shop } from './shop.ts';

/** Another user of the host, who owns nothing there. */
export const nobody = 65534;
/** Only root can; in CI it is an error where it cannot be had. */
export const canBeAnother = process.getuid?.() === 0 || process.env.CI !== undefined;
/** A secret that .env holds from the start. */
export const drawn = 'd0'.repeat(16);

/** What somebody else can read of what is below a folder, asked as somebody else. */
export const look = `{ setpriv --reuid=${nobody} --regid=${nobody} --clear-groups find "$HOME" -readable ! -path '*/bin/*' -printf '%y %P\\n' 2>/dev/null </dev/null || true; }`;

/** A system that runs, and knows the volumes that a script made; before each answer another user looks around. */
const answers = `*) ${look} >>"$HOME/seen" ;;&
'ps --quiet --filter volume='* | 'ps --all --filter label='*) ;;
'logs '* | 'compose '*' down '* | 'compose '*' stop '* | 'compose '*' build' | 'compose '*' pull '* | 'compose '*' config --quiet') ;;
'wait '*) echo 0 ;;
'volume create '*) echo "\${*: -1}" >>"$HOME/made" ;;
'volume ls --quiet'*) printf '%s\\n' shop-test_db_data shop-test_edge_data; cat "$HOME/made" ;;
*' config --format json'*) cat "$HOME/config.json" ;;
${runningShop}`;

export const shopWithSecret = (over: Partial<StackModel> = {}) =>
  shop({
    variables: [variable({ kind: 'secret', name: 'DB_PASSWORD', group: said('Secrets'), bytes: 16 })],
    ...over,
  });

/** A folder that another user may enter, beside one where everybody keeps temporary files. */
export function entered(folder: OperationsFolder): OperationsFolder {
  folder.write('.env', `GREETING=hello\nDB_PASSWORD=${drawn}\n`);
  folder.run('chmod 755 .. .; chmod 600 .env; mkdir -m 1777 ../tmp; chmod -R go+rX scripts; touch ../made');
  return folder;
}

export function open(stack: StackModel, more = ''): OperationsFolder {
  return entered(operationsFolder(stack, `${more}${answers}`));
}

const shown = (text: string) => [...new Set(text.split('\n').filter((line) => line !== ''))].sort();

/**
 * Runs a line while another user looks at each call of docker, when files are half written, and all the time besides: what
 * he can read then and could not before, and how it ended.
 */
export async function watched(folder: OperationsFolder, line: string) {
  const env = { TMPDIR: join(folder.path, '../tmp') };
  folder.write('../seen', '');
  const before = shown(folder.run(look).out);
  const home = join(folder.path, '..');
  const poll = spawn('bash', ['-c', `while [ $SECONDS -lt 60 ]; do ${look}; sleep 0.01; done`], {
    env: { ...process.env, HOME: home },
  });
  let polled = '';
  poll.stdout.on('data', (text: Buffer) => {
    polled += text;
  });
  await once(poll.stdout, 'data');
  const child = spawn('bash', ['-c', line], {
    cwd: folder.path,
    env: { PATH: `${home}/bin:${process.env.PATH ?? ''}`, HOME: home, ...env },
  });
  let err = '';
  child.stderr.on('data', (text: Buffer) => {
    err += text;
  });
  const [status] = await once(child, 'close');
  poll.kill('SIGKILL');
  const seen = shown(folder.read('../seen'));
  return {
    status,
    err,
    looked: seen.length > 0,
    shown: shown(`${polled}${seen.join('\n')}`).filter((one) => !before.includes(one)),
  };
}

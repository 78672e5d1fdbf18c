import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { own } from '../compose/own.ts';
import { StowageError } from '../model/error.ts';
import { Refused } from './refused.ts';

/** Who asks. */
export type Credentials =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** Exchanged for a token of the registry. */
  | { readonly kind: 'identity'; readonly token: string }
  /** Already one. */
  | { readonly kind: 'token'; readonly token: string };

export const nobody: Credentials = { kind: 'nobody' };

/** The logins that `docker login` left. */
export interface Logins {
  /** @throws Refused when a credential helper fails */
  of(login: string): Promise<Credentials>;
}

/**
 * Those of Docker's own configuration: a helper for this registry, else the one for all, else what the file holds.
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 * @throws StowageError `docker-config` when the file is none
 */
export function dockerLogins(env: NodeJS.ProcessEnv): Logins {
  const file = join(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'), 'config.json');
  const config = configOf(file);
  return {
    async of(login) {
      const helper = text(field(field(config, 'credHelpers'), login)) || text(field(config, 'credsStore'));
      return helper === '' ? inFile(field(config, 'auths'), login) : ofHelper(helper, login, env);
    },
  };
}

function configOf(file: string): unknown {
  const wrong = (message: string, cause: unknown) =>
    new StowageError(
      'docker-config',
      message,
      'mend it, or point DOCKER_CONFIG at the folder of another one',
      { cause },
    );
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return {};
    throw wrong(`${file} cannot be read`, error);
  }
  try {
    return JSON.parse(content);
  } catch {
    // What a parser says of it may quote it, and with it a login.
    throw wrong(`${file} is no JSON`, undefined);
  }
}

/** The key is a host, or an address of it as old versions wrote. */
function inFile(auths: unknown, login: string): Credentials {
  const keys = Object.keys(typeof auths === 'object' && auths !== null ? auths : {});
  const key = keys.find((one) => one === login) ?? keys.find((one) => hostOf(one) === hostOf(login));
  const entry = key === undefined ? undefined : field(auths, key);
  const [identity, registry] = [text(field(entry, 'identitytoken')), text(field(entry, 'registrytoken'))];
  if (registry !== '') return { kind: 'token', token: registry };
  if (identity !== '') return { kind: 'identity', token: identity };
  const decoded = Buffer.from(text(field(entry, 'auth')), 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  const user = colon < 0 ? text(field(entry, 'username')) : decoded.slice(0, colon);
  const password = colon < 0 ? text(field(entry, 'password')) : decoded.slice(colon + 1);
  return user === '' ? nobody : { kind: 'password', user, password };
}

/** Asks the program that keeps the logins. What it says may be a secret, so none of it is repeated. */
async function ofHelper(helper: string, login: string, env: NodeJS.ProcessEnv): Promise<Credentials> {
  const program = `docker-credential-${helper}`;
  const trouble = (what: string) =>
    new Refused(
      `${program}, which keeps the login for ${login}, ${what}`,
      `see what it says: echo ${login} | ${program} get`,
      {
        whole: true,
      },
    );
  if (!/^[A-Za-z0-9][\w.-]*$/.test(helper)) throw trouble('cannot be the name of a program');
  const { code, out } = await answered(program, login, env);
  if (code === undefined) throw trouble('cannot be run');
  if (code !== 0) {
    if (/credentials not found/i.test(out)) return nobody;
    throw trouble(`ended with ${code}`);
  }
  const said = parsed(out);
  const [user, secret] = [text(field(said, 'Username')), text(field(said, 'Secret'))];
  if (secret === '') throw trouble('gave no login');
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret };
}

function answered(
  program: string,
  input: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | undefined; readonly out: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, ['get'], {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (out.length < 1_000_000) out += part;
    });
    child.stdin.on('error', () => {}); // it may end without having read
    child.on('error', () => resolve({ code: undefined, out: '' }));
    child.on('close', (code) => resolve({ code: code ?? undefined, out }));
    child.stdin.end(input);
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function field(value: unknown, name: string): unknown {
  return own(Object(value), name);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

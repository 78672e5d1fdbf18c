import { own } from '../../src/compose/own.ts';
import { nearest } from '../../src/model/nearest.ts';
import type { ObjectShape } from './shape.ts';
import { rawKeys, shapes } from './shapes.gen.ts';
import { spelledKey } from './words.ts';

const publish = "publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }]";
const perProp =
  "memory: '512mb', cpus: 1 and processes: 512 are props; the rest stands in compose: { deploy: … }";

/** What authors of Compose files write on a service, and how it is said here. */
const onService: Readonly<Record<string, string>> = {
  args: "write the program and its arguments: command: ['serve', '--fast']",
  cap_add: "write addCapabilities: ['NET_BIND_SERVICE']",
  cap_drop: "write dropCapabilities: ['ALL']",
  cmd: "write command: ['serve', '--fast']",
  configs: "mount a generated file: .mount(new ConfigFile(…), '/etc/app.conf')",
  container_name: 'leave it out: others reach it by its id, and Compose names the container',
  depends_on: 'make it in a later phase than what it needs, or call .waitFor(…)',
  deploy: perProp,
  env_file:
    "write each variable: env: { NAME: new Variable('NAME', { description: '…' }) }; or envFiles: ['.env.shop'], a file of the host",
  environment: "write env: { NAME: 'value' }",
  expose: "write port: 8000, and otherPorts: { 9090: 'metrics' } for more",
  healthcheck:
    "write health: { exec: ['curl', '-f', 'http://127.0.0.1:8000/'] }, or health: { shell: 'one line' }",
  limits: perProp,
  links: 'leave it out: services of one network reach each other by id; pass .address of the other one',
  logging: "write logSize: '10mb' for the size of its logs, or compose: { logging: … } for another driver",
  mem_limit: "write memory: '512mb'",
  name: 'leave it out: it is called by its id, the second argument',
  pids_limit: 'write processes: 512',
  ports: `write port: 8000 for what others in the system reach, and for what the host does: ${publish}`,
  profiles: "write profile: '…', or compose: { profiles: […] } for several",
  read_only: "write readOnly: true, and scratch: { '/tmp': '64mb' } for what it writes",
  resources: perProp,
  restart:
    'leave it out: a Service comes back unless it was stopped, a Job does not; compose: { restart: … } says otherwise',
  secrets: "put it into the environment: env: { PASSWORD: new Secret('PASSWORD', { description: '…' }) }",
  shm_size: "write sharedMemory: '256mb'",
  stop_grace_period: "write stopGrace: '30s'",
  tag: "write it behind the image's name: image: 'nginx:1.29.3'",
  tmpfs: "write scratch: { '/tmp': '64mb' }",
  ulimits: 'write openFiles: 65536, or compose: { ulimits: … } for the others',
  volume_mounts: "mount it: .mount(new Volume(phase, 'data', { holds: '…' }), '/data')",
  volumes:
    "mount it: .mount(new Volume(phase, 'data', { holds: '…' }), '/data'); for a path of the host, new HostPath(…)",
};

const onStack: Readonly<Record<string, string>> = {
  environment: 'pass it as the third argument',
  name: 'pass it as the second argument',
  networks: "make each in the stack: new Network(this, 'backend', { purpose: '…' })",
  secrets: "make each where it is used: env: { PASSWORD: new Secret('PASSWORD', { description: '…' }) }",
  services: "make each in a phase: const [core] = this.phases('core'), then new Service(core, 'web', {…})",
  volumes: "make each where it is mounted: .mount(new Volume(phase, 'data', { holds: '…' }), '/data')",
};

const inHealth: Readonly<Record<string, string>> = {
  exec: 'write one of the two, exec or shell',
  disable: 'leave health out, or write compose: { healthcheck: { disable: true } }',
  shell: 'write one of the two, exec or shell',
  start_interval: 'write it in compose: { healthcheck: { start_interval: … } }',
  test: "write exec: ['curl', '-f', 'http://127.0.0.1:8000/'] for a program and its arguments, or shell: 'one line'",
};

const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Health: inHealth,
  RawService: onService,
  RawCompose: onStack,
};

/** What to write instead of a prop that there is none of; undefined when nothing comes to mind. */
export function insteadOf(name: string, shape: ObjectShape): string | undefined {
  const theirs = snake(name);
  const raw = rawOf(shape) ?? '';
  const table = own(tables, shape.name ?? '') ?? own(tables, raw) ?? {};
  const instead = own(table, theirs);
  if (instead !== undefined) return instead;
  if (own(rawKeys, raw)?.includes(theirs)) return `write it among the raw keys: compose: { ${theirs}: … }`;
  const near = likely(name, shape);
  if (near.length > 0) return `write ${near.join(' or ')}`;
  const service = shapes.ServiceProps;
  return raw === 'RawService' && service?.is === 'object' && Object.hasOwn(service.props, name)
    ? 'leave it out: a plain Service takes it, and this construct says it itself'
    : undefined;
}

/** What to write instead of a key that Compose does not know; `of` says whose keys they are. */
export function insteadOfKey(name: string, of: string): string {
  const theirs = snake(name);
  const known = own(rawKeys, of) ?? [];
  const near = known.includes(theirs) ? [theirs] : nearest(theirs, known);
  if (near.length > 0) return `write ${near.join(' or ')}`;
  const service = shapes.ServiceProps;
  return of === 'RawService' && service?.is === 'object' && Object.hasOwn(service.props, name)
    ? 'write it as Compose does, or make a Service, which has that prop'
    : 'leave it out, or write x- before it: Compose passes over such a key';
}

/** Whether an unknown prop is probably meant for one of these, or for Compose. */
export function isMeantForUs(name: string, shape: ObjectShape): boolean {
  return likely(name, shape).length > 0 || (own(rawKeys, rawOf(shape) ?? '')?.includes(snake(name)) ?? false);
}

/** Props whose names differ by a letter or two. */
function likely(name: string, { props }: ObjectShape): readonly string[] {
  return nearest(name, Object.keys(props)).filter((prop) => Math.abs(prop.length - name.length) <= 2);
}

/** What to write where this value is a known mistake; `key` is the prop or the argument that has it. */
export function insteadOfValue(value: unknown, key: string): string | undefined {
  if (key === 'image' && typeof value === 'string' && /^[^\s:]\S*$/.test(value))
    return `write the version that you tested: image: '${value}:<version>'`;
  if (key === 'networks')
    return "make it once, const proxy = new Network(this, 'proxy', { purpose: '…' }), and write networks: [proxy]";
  if (key === 'command' && typeof value === 'string' && value.trim() !== '') return ofLine(value);
  if (key === 'routes' && typeof value === 'string' && /^https?:\/\/[^\s'\\]+$/.test(value))
    return `write { to: '${value}' }, or { redirect: … } when the visitor is sent there`;
  if (key === 'devices' && typeof value === 'string') return ofDevice(value);
  if (key === 'source' && typeof value === 'string')
    return 'pass new Volume(…) or new ConfigFile(…); for a path of the host, new HostPath(…)';
  if (key === 'env' && Array.isArray(value) && value.length > 0)
    return `write env: { ${value.slice(0, 3).map(pair).join(', ')} }`;
  if (key === 'env' && value === null)
    return "write undefined to leave the variable out, or '' for one that is empty";
  return undefined;
}

/** `/dev/a:/dev/b:rw` of Compose; undefined for what is no short form of a device. */
function ofDevice(short: string): string | undefined {
  const [, host, at, access] =
    /^(\/dev\/[^\s'\\:]+)(?::(\/[^\s'\\:]+))?(?::([rwm]{1,3}))?$/.exec(short) ?? [];
  if (host === undefined || (at ?? access) === undefined) return undefined;
  const rest = [
    at !== undefined && at !== host && `at: '${at}'`,
    access !== undefined && `access: '${access}'`,
  ];
  const said = [`host: '${host}'`, ...rest.filter((one) => one !== false)];
  return said.length === 1 ? `write '${host}'` : `write { ${said.join(', ')} }`;
}

/** `sleep 1d` as a list; where a shell would do more than split it, as a line of one. */
function ofLine(line: string): string {
  const quoted = `'${line.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (/[^\w\s./:=@,+%-]/.test(line)) return `write command: ['sh', '-c', ${quoted}]`;
  const parts = line
    .trim()
    .split(/\s+/)
    .map((part) => `'${part}'`);
  return `write command: [${parts.join(', ')}]`;
}

function pair(written: unknown): string {
  const [, name = 'NAME', value = 'value'] =
    /^([^=]+)=(.*)$/s.exec(typeof written === 'string' ? written : '') ?? [];
  return `${spelledKey(name)}: '${value}'`;
}

/** Whose raw keys it takes beside its props. */
function rawOf({ props }: ObjectShape): string | undefined {
  const raw = Object.hasOwn(props, 'compose') ? props.compose?.shape : undefined;
  return raw?.is === 'raw' ? raw.of : undefined;
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

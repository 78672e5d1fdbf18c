import { fields, listOf, mapOf, oneOrMore } from '../forms/collections.ts';
import { labels, pairs } from '../forms/named.ts';
import { bytes, count, countOrWord, flag, scalar, span, text } from '../forms/scalars.ts';
import type { ServiceConfig } from '../service.ts';
import { blkio } from './blkio.ts';
import { build } from './build.ts';
import { command } from './command.ts';
import { credentialSpec } from './credential-spec.ts';
import { dependsOn } from './depends-on.ts';
import { deploy } from './deploy.ts';
import { develop } from './develop.ts';
import { gpus } from './device-requests.ts';
import { devices } from './devices.ts';
import { envFiles } from './env-file.ts';
import { extending } from './extends.ts';
import { extraHosts } from './extra-hosts.ts';
import { fileReferences } from './files.ts';
import { healthcheck } from './health.ts';
import { hook } from './hooks.ts';
import { logging } from './logging.ts';
import { models } from './models.ts';
import { mounts } from './mounts.ts';
import { networks } from './networks.ts';
import { ports } from './ports.ts';
import { provider } from './provider.ts';
import { ulimits } from './ulimits.ts';

/** A service, its keys in the order in which a reader asks: what runs, what it sees, who reaches it, how it lives, what it may. */
export const service = fields<ServiceConfig>(
  {
    image: text,
    build,
    pullPolicy: text,
    pullRefreshAfter: text,
    platform: text,
    provider,
    extends: extending,
    profiles: listOf(text),
    scale: count,
    containerName: text,

    entrypoint: command,
    command,
    init: flag,
    workingDir: text,
    hostname: text,
    domainname: text,
    user: text,
    groupAdd: listOf(scalar),
    stdinOpen: flag,
    tty: flag,
    attach: flag,
    runtime: text,
    isolation: text,

    envFile: envFiles,
    environment: pairs,
    models,
    volumes: mounts,
    volumesFrom: listOf(text),
    tmpfs: oneOrMore(text),
    configs: fileReferences,
    secrets: fileReferences,
    devices,
    deviceCgroupRules: listOf(text),
    gpus,
    useApiSocket: flag,

    ports,
    expose: listOf(scalar),
    networks,
    networkMode: text,
    macAddress: text,
    links: listOf(text),
    externalLinks: listOf(text),
    extraHosts,
    dns: oneOrMore(text),
    dnsOpt: listOf(text),
    dnsSearch: oneOrMore(text),

    healthcheck,
    dependsOn,
    restart: text,
    stopSignal: text,
    stopGracePeriod: span,
    postStart: listOf(hook),
    preStop: listOf(hook),
    develop,

    deploy,
    cpus: count,
    cpuCount: count,
    cpuPercent: count,
    cpuShares: count,
    cpuPeriod: count,
    cpuQuota: count,
    cpuRtPeriod: countOrWord,
    cpuRtRuntime: countOrWord,
    cpuset: text,
    memLimit: bytes('m'),
    memReservation: bytes('m'),
    memswapLimit: bytes('m'),
    memSwappiness: count,
    oomKillDisable: flag,
    oomScoreAdj: count,
    pidsLimit: count,
    blkioConfig: blkio,
    ulimits,
    shmSize: bytes('m'),
    storageOpt: mapOf(scalar),
    sysctls: labels,

    privileged: flag,
    readOnly: flag,
    capDrop: listOf(text),
    capAdd: listOf(text),
    securityOpt: listOf(text),
    credentialSpec,
    cgroup: text,
    cgroupParent: text,
    ipc: text,
    pid: text,
    uts: text,
    usernsMode: text,

    logging,
    labels,
    labelFile: oneOrMore(text),
    annotations: labels,
  },
  // Compose takes nothing at all for no word about these, and refuses it elsewhere.
  { mayBeEmpty: ['command', 'entrypoint', 'pid', 'deploy', 'develop'] },
);

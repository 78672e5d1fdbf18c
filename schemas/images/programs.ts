import type { Instruction } from '../../src/compose/dockerfile.ts';
import type { Facts } from './dockerfile.ts';

const bare: Facts = { volumes: [], ports: [], udpPorts: [], runsAs: 'root', healthcheck: false };

/** Images that others begin with, and what they are known to lack of what health checks call. */
const families: readonly (readonly [RegExp, Facts])[] = [
  // Its package `alpine-base` has busybox: https://gitlab.alpinelinux.org/alpine/aports/-/blob/master/main/alpine-base/APKBUILD
  [/^(docker\.io\/)?(library\/)?alpine(:|@|$)/, { ...bare, lacks: ['bash', 'curl'] }],
  // https://github.com/debuerreotype/docker-debian-artifacts: what is essential or required, and apt
  [/^(docker\.io\/)?(library\/)?(debian|ubuntu)(:|@|$)/, { ...bare, lacks: ['curl', 'nc', 'wget'] }],
  // https://github.com/prometheus/busybox and https://github.com/docker-library/busybox
  [
    /^((docker\.io\/)?(library\/)?|quay\.io\/prometheus\/)busybox(-linux-[\w$-]+)?(:|@|$)/,
    { ...bare, lacks: ['bash', 'curl'] },
  ],
  [/^scratch$/, { ...bare, lacks: ['bash', 'curl', 'nc', 'sh', 'wget'] }],
  // https://github.com/GoogleContainerTools/distroless: no shell but in `debug`
  [
    /^gcr\.io\/distroless\/(static|base|base-nossl|cc)(-debian\d+)?(:(latest|nonroot))?(@|$)/,
    { volumes: [], ports: [], udpPorts: [], healthcheck: false, lacks: ['bash', 'curl', 'nc', 'sh', 'wget'] },
  ],
];

/** What is known of an image that no Dockerfile of the table makes. */
export function familyOf(image: string): Facts | undefined {
  return families.find(([names]) => names.test(image))?.[1];
}

/** What a package is called that brings a program, in any distribution; the program's own name, too, in an image that is put together by hand. */
const bringers: Readonly<Record<string, RegExp>> = {
  bash: /\bbash\b/,
  curl: /\bcurl\b/,
  wget: /\bwget\b/,
  nc: /\b(nc|ncat|nmap|netcat)\b/,
  sh: /\b(busybox|bash|dash|coreutils|sh)\b/,
};

/**
 * Whether these instructions may bring a program. What they install only for a while is none: a package of `--virtual` that is deleted by its name,
 * and what an image of Docker's library removes with all that it has not marked. A list that `scanelf` made is one of libraries.
 */
export function installs(instructions: readonly Instruction[], program: string): boolean {
  const bringer = bringers[program] ?? /./;
  return instructions.some(({ name, rest }) => {
    if (name === 'COPY' || name === 'ADD')
      return bringer.test(rest) || /(^|\s)(\/|\/rootfs\S*|\S+\.tar(\.\w+)?)\s+\/$/.test(rest);
    if (name !== 'RUN') return false;
    // What a here-document or a script does is not read here.
    if (rest.includes('<<')) return true;
    const deleted = [...rest.matchAll(/apk\s+(?:--\S+\s+)*del\s([^;&|]*)/g)].flatMap(([, names = '']) =>
      names.trim().split(/[\s\\]+/),
    );
    const libraries = /\b(\w+)="?\$\([^;]*?\bscanelf\b/.exec(rest)?.[1];
    const statements = rest.split(/&&|;|\|\|?/);
    const kept = statements.findIndex((statement) => /apt-mark\s+showmanual/.test(statement));
    // What was installed before all were marked as automatic goes with the purge behind it.
    const purged = /purge.*--auto-remove/.test(rest)
      ? statements.findLastIndex((statement) => /apt-mark\s+auto\b/.test(statement))
      : -1;
    return statements.some((statement, at) => {
      if (/^\s*(\.\/|\/|(ba)?sh\s+)\S*\.sh\b/.test(statement)) return true;
      if (/apt-mark\s+manual/.test(statement)) return bringer.test(statement);
      if (!/\b(apk\b.*\badd|(apt|apt-get|dnf|microdnf|yum|tdnf)\b.*\binstall)\b/.test(statement))
        return false;
      const [, virtual] = /\s(?:--virtual[= ]|-t\s+)\s*(\S+)/.exec(statement) ?? [];
      if ((kept < at && at < purged) || (virtual !== undefined && deleted.includes(virtual))) return false;
      const installed = libraries === undefined ? statement : statement.replace(`$${libraries}`, '');
      return bringer.test(installed) || /\s["']?\$[\w{(]/.test(installed);
    });
  });
}

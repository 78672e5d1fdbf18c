import { clean } from '../../compose/attributes/path.ts';

/** What a container can do with a path of the host. */
export interface HostReach {
  /** The rest of `"web" … `, before what then happens. */
  readonly has: string;
  readonly outcome: string;
  /** @default - an error */
  readonly severity?: 'warn';
  /** What shuts it where no narrower folder would. @default - there is one */
  readonly shut?: 'read-only' | 'leave out';
}

/** What is open with the very folder; where a mount that cannot be written is none, `read` is left out. */
interface Door {
  readonly write: string;
  readonly read?: string;
}

const programs = { write: 'it writes programs that root of the host runs' };
const logins = {
  write: 'it writes who may log in to the host, and what root runs there',
  read: 'it reads the hashes of all passwords and the keys of the host',
};
const everything = {
  write: 'whoever takes it over is root on the host',
  read: 'it reads every secret of the host, and the data of every other container',
};
const engine = {
  write: 'it holds the data and the secrets of every other container',
  read: 'it holds the data and the secrets of every other container',
};
const sockets = {
  write:
    'the sockets of the engine and of the system lie there, and whoever takes it over is root on the host',
  read: 'the sockets of the engine and of the system lie there, and a read-only mount does not close them',
};
const homes = {
  write: 'it writes keys with which one logs in to the host as its users',
  read: 'it reads the keys and the tokens of the users of the host',
};
const cluster = {
  write: 'whoever takes it over commands the cluster, which starts any container on this host',
  read: 'it reads the keys with which one commands the cluster, which starts any container on this host',
};
const kernel = { write: 'it can have the kernel run a program outside of the container' };
const disks = {
  write: 'the disks and the memory of the host are files there, and lie below every permission',
  read: 'the disks of the host are files there, which a read-only mount does not close',
};

/**
 * Folders and files by what lies in them, each without what is below it.
 * @see https://docs.docker.com/engine/security/protect-access/
 * @see https://www.pathname.com/fhs/pub/fhs-2.3.html
 */
const doors: ReadonlyMap<string, Door> = new Map(
  (
    [
      [everything, '/ /var /var/lib'],
      [engine, '/var/lib/docker /var/lib/docker/volumes /var/lib/docker/overlay2 /var/lib/containerd'],
      [engine, '/var/lib/containers /var/lib/containers/storage /var/lib/kubelet /var/snap/docker'],
      [sockets, '/run /run/containerd /run/podman /run/crio /run/k3s /run/docker /run/systemd'],
      [sockets, '/run/user /run/libvirt /var/lib/lxd /var/snap/lxd/common/lxd /var/lib/incus'],
      [logins, '/etc /etc/shadow /etc/gshadow /etc/ssh'],
      [cluster, '/etc/kubernetes /etc/kubernetes/admin.conf /etc/rancher/k3s /etc/rancher/k3s/k3s.yaml'],
      [
        { write: logins.write },
        '/etc/passwd /etc/group /etc/sudoers /etc/sudoers.d /etc/pam.d /etc/security',
      ],
      [{ write: logins.write }, '/etc/crontab /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly'],
      [{ write: logins.write }, '/etc/cron.monthly /var/spool/cron /etc/modprobe.d /etc/modules-load.d'],
      [{ write: logins.write }, '/etc/systemd /etc/systemd/system /etc/docker /etc/profile.d /etc/init.d'],
      [{ write: logins.write }, '/etc/ld.so.preload /etc/ld.so.conf.d /etc/rc.local /etc/udev/rules.d'],
      [{ write: logins.write }, '/etc/profile /etc/bash.bashrc /etc/environment /etc/nsswitch.conf'],
      [homes, '/root /home /root/.ssh'],
      [programs, '/usr /usr/bin /usr/sbin /usr/lib /usr/local /usr/local/bin /usr/local/sbin'],
      [programs, '/bin /sbin /lib /lib64 /boot /lib/systemd/system /usr/lib/systemd/system'],
      [kernel, '/proc /proc/sys /proc/sys/kernel /proc/sysrq-trigger /sys /sys/kernel /sys/fs/cgroup'],
      [disks, '/dev'],
    ] as const
  ).flatMap(([door, paths]) => paths.split(' ').map((path) => [path, door] as const)),
);

/** Folders of which root of the host runs or obeys each file. */
const obeyed =
  /^(\/etc\/(cron\.(d|hourly|daily|weekly|monthly)|sudoers\.d|pam\.d|systemd|profile\.d|init\.d|udev\/rules\.d|ld\.so\.conf\.d|ssh)|\/var\/spool\/cron|(\/usr)?\/lib\/systemd|(~|\/root|\/home\/[^/]+)\/\.ssh(?=\/authorized_keys))\/./;

/** With what a user logs in at a cloud or a cluster, or signs. */
const signsIn =
  'it logs in to the cloud or the cluster of a user of the host, or signs, as if it were that user';
const tokens = /^(~|\/root|\/home\/[^/]+)\/\.(aws|azure|kube|gnupg|config\/gcloud)(\/|$)/;

/** Where whoever writes to it commands what starts containers or machines. */
const engineSocket =
  /(^|\/)((docker|podman|containerd|crio|cri-dockerd|balena|balena-engine|dockershim)\.sock(\.raw)?|(lxd|lxd\/common\/lxd|incus)\/unix\.socket|libvirt\/(libvirt|virtqemud)-sock)$/;

/** Disks, what is made of them, and the memory. Optical drives and what has no files of the host are none. */
const disk =
  /^\/dev\/(([shv]|xv)d[a-z]+\d*|nvme\d+(n\d+(p\d+)?)?|mmcblk\d+(p\d+)?|dasd[a-z]+\d*|(nbd|rbd|zd|bcache|pmem)\d+(p\d+)?|zvol\/.+|dm-\d+|md\d+(p\d+)?|loop\d+|mapper\/(?!control$).+|disk(\/.*)?|k?mem|port)$/;

/** Whether what is at that path is a disk, or the memory. */
export function isDisk(path: string): boolean {
  return disk.test(path);
}

/** Whether it is where an engine is commanded. */
export function isEngineSocket(path: string): boolean {
  return engineSocket.test(path);
}

/** The same place in one form: `/srv/../etc//` is `/etc`, and so is `/proc/1/root/etc`. */
export function plainHostPath(written: string): string {
  const place = clean(`/${written}`).replace(/^\/proc\/1\/root(?=\/|$)/, '');
  return place.replace(/^\/var\/run(?=\/|$)/, '/run') || '/';
}

/** What a container can do that has this of the host; undefined where that is nothing to speak of, or not known. */
export function hostReach(written: string, readOnly: boolean, has = 'mounts'): HostReach | undefined {
  const path = written.startsWith('~') ? written.replace(/\/+$/, '') : plainHostPath(written);
  if (!/^[/~]/.test(written)) return undefined;
  if (isEngineSocket(path))
    return {
      has: `${has} the socket of the engine`,
      outcome: 'whoever takes it over can start a container that is root on the host, a read-only mount too',
    };
  const door = doors.get(path) ?? doorAt(path);
  if (door !== undefined) return said(has, path, door, readOnly);
  if (path === '/var/lib/docker/containers')
    return {
      has: `${has} "${path}" of the host`,
      outcome: 'beside their logs lie the variables of every container there, with the passwords in them',
      severity: 'warn',
    };
  if (/^(~|\/home\/[^/]+)$/.test(path) && !readOnly)
    return {
      has: `${has} "${path}" of the host`,
      outcome: 'the keys with which one logs in as that user lie in it',
      severity: 'warn',
    };
  return undefined;
}

/** By what its folder is, or by what it is. */
function doorAt(path: string): Door | undefined {
  if (/^(~|\/home\/[^/]+)\/\.ssh$/.test(path)) return homes;
  if (tokens.test(path)) return { write: signsIn, read: signsIn };
  if (/^\/run\/user\/\d+$/.test(path)) return sockets;
  if (isDisk(path)) return disks;
  return obeyed.test(path) ? { write: logins.write } : undefined;
}

function said(has: string, path: string, { write, read }: Door, readOnly: boolean): HostReach | undefined {
  const outcome = readOnly ? read : write;
  if (outcome === undefined) return undefined;
  const shut = read === undefined ? 'read-only' : isFile(path) ? 'leave out' : undefined;
  return { has: `${has} "${path}" of the host`, outcome, ...(shut && { shut }) };
}

/** Whether nothing lies below it. */
function isFile(path: string): boolean {
  return isDisk(path) || /^\/etc\/(g?shadow$|kubernetes\/.|rancher\/k3s\/.)/.test(path);
}

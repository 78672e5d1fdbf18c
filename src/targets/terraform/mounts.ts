import type { BindOptions, Mount, TmpfsOptions, VolumeOptions } from '../../compose/attributes/mount.ts';
import { literal } from '../../compose/text.ts';
import type { Around, Body, Teller } from './body.ts';
import type { Parts } from './parts.ts';
import { tellLost, without } from './parts.ts';
import { spell, spellCount, spellFlag } from './spell.ts';

/** Engines take `consistency` on a Mac alone, and Compose overlooks what is left of a short form. */
const keys: Parts<Mount> = {
  ...{ type: 'said', source: 'said', target: 'said', readOnly: 'said', consistency: 'said', options: 'said' },
  ...{ bind: 'said', volume: 'said', tmpfs: 'said', image: without('copy what it needs in the Dockerfile') },
};
const ofBind: Parts<BindOptions> = {
  ...{ createHostPath: 'said', propagation: 'said', selinux: 'said' },
  recursive: without('mount what lies below by a path of its own'),
};
const ofVolume: Parts<VolumeOptions> = {
  ...{ nocopy: 'said', subpath: 'said' },
  labels: without('label the volume'),
};
const ofMemory: Parts<TmpfsOptions> = { size: 'said', mode: 'said' };

/**
 * What it mounts, but the generated files: those are put into it. What `volumes` says is what a short form of Compose says: the engine
 * makes a folder of the host where there is none, and relabels it. The provider's `mounts` does neither, and knows the rest.
 */
export function mounts(values: readonly Mount[], around: Around): Body {
  const made = values.filter((mount) => !around.isGiven(mount)).flatMap((mount) => said(mount, around));
  const [short, long] = [made.filter(isShort), made.filter((one) => !isShort(one))];
  return { ...(short.length > 0 && { volumes: short }), ...(long.length > 0 && { mounts: long }) };
}

function isShort(mount: Body): boolean {
  return 'container_path' in mount;
}

function said(mount: Mount, around: Around): readonly Body[] {
  const { type, target = [], readOnly } = mount;
  const common = { target: spell(target), ...(readOnly !== undefined && { read_only: spellFlag(readOnly) }) };
  switch (type) {
    case 'volume':
      tellLost(mount, keys, around);
      return [{ type, ...volume(mount, around), ...common }];
    case 'tmpfs':
      tellLost(mount, keys, around);
      return [{ type, ...memory(mount, around), ...common }];
    case 'bind':
      tellLost(mount, keys, around);
      return bind(mount, common, around);
    default:
      around.lose(
        `mounts ${type ?? 'what a variable says'} at ${spell(target)}, which the provider does not know`,
        'mount a volume or a path of the host',
      );
      return [];
  }
}

function volume({ source, volume: options = {} }: Mount, around: Around): Body {
  const { nocopy, subpath } = options;
  tellLost(options, ofVolume, around.under('volume'));
  const id = literal(source);
  return {
    ...(source !== undefined && { source: id === undefined ? spell(source) : around.volume(id) }),
    ...((nocopy !== undefined || subpath !== undefined) && {
      volume_options: {
        ...(nocopy !== undefined && { no_copy: spellFlag(nocopy) }),
        ...(subpath !== undefined && { subpath: spell(subpath) }),
      },
    }),
  };
}

function memory({ tmpfs = {} }: Mount, around: Teller): Body {
  const { size, mode } = tmpfs;
  tellLost(tmpfs, ofMemory, around.under('tmpfs'));
  if (size !== undefined && typeof size !== 'number')
    around
      .under('tmpfs.size')
      .lose('depends on a variable, and the provider takes a number', 'write the size itself');
  if (size === undefined && mode === undefined) return {};
  return {
    tmpfs_options: {
      ...(typeof size === 'number' && { size_bytes: size }),
      ...(mode !== undefined && { mode: spellCount(mode) }),
    },
  };
}

function bind({ source = [], bind = {}, readOnly }: Mount, common: Body, around: Teller): readonly Body[] {
  const { lose } = around;
  const path = spell(source);
  const { createHostPath = true, propagation, selinux } = bind;
  tellLost(bind, ofBind, around.under('bind'));
  if (!/^(\/|\$\{)/.test(path)) {
    lose(
      `mounts ${path}, which lies beside the compose file, and Terraform's host may be another machine`,
      'mount a ConfigFile, a volume, or a whole path of the host',
    );
    return [];
  }
  if (createHostPath === true && propagation === undefined)
    return [
      {
        host_path: path,
        container_path: common.target ?? '',
        ...(readOnly !== undefined && { read_only: spellFlag(readOnly) }),
        ...(selinux !== undefined && { selinux_relabel: spell(selinux) }),
      },
    ];
  if (createHostPath !== false)
    lose(
      `makes ${path} on the host where it is missing, and the provider does not`,
      'make it, and say create_host_path: false',
      false,
    );
  if (selinux !== undefined)
    lose(`relabels ${path} for SELinux, and the provider does not`, 'label it on the host');
  return [
    {
      ...{ type: 'bind', source: path, ...common },
      ...(propagation !== undefined && { bind_options: { propagation: spell(propagation) } }),
    },
  ];
}

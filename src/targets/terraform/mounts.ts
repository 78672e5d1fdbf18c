import type { Mount } from '../../compose/attributes/mount.ts';
import { literal } from '../../compose/text.ts';
import type { Around, Body } from './body.ts';
import { spell, spellCount, spellFlag } from './spell.ts';

/** What it mounts, but the generated files: those are put into it. */
export function mounts(values: readonly Mount[], around: Around): Body {
  const made = values.filter((mount) => !around.isGiven(mount)).flatMap((mount) => said(mount, around));
  return made.length === 0 ? {} : { mounts: made };
}

function said(mount: Mount, around: Around): readonly Body[] {
  const { type, target = [], readOnly } = mount;
  const common = { target: spell(target), ...(readOnly !== undefined && { read_only: spellFlag(readOnly) }) };
  switch (type) {
    case 'volume':
      return [{ type, ...volume(mount, around), ...common }];
    case 'tmpfs':
      return [{ type, ...memory(mount), ...common }];
    case 'bind': {
      const source = bind(mount, around);
      return source === undefined ? [] : [{ type, ...source, ...common }];
    }
    default:
      around.lose(
        `mounts ${type ?? 'what a variable says'} at ${spell(target)}, which the provider does not know`,
        'mount a volume or a path of the host',
      );
      return [];
  }
}

function volume({ source, volume: options = {} }: Mount, { volume: nameOf }: Around): Body {
  const { nocopy, subpath } = options;
  const id = source && (literal(source) ?? spell(source));
  return {
    ...(id !== undefined && { source: nameOf(id) }),
    ...((nocopy !== undefined || subpath !== undefined) && {
      volume_options: {
        ...(nocopy !== undefined && { no_copy: spellFlag(nocopy) }),
        ...(subpath !== undefined && { subpath: spell(subpath) }),
      },
    }),
  };
}

function memory({ tmpfs: { size, mode } = {} }: Mount): Body {
  if (size === undefined && mode === undefined) return {};
  return {
    tmpfs_options: {
      ...(size !== undefined && { size_bytes: spellCount(size) }),
      ...(mode !== undefined && { mode: spellCount(mode) }),
    },
  };
}

function bind({ source = [], bind = {} }: Mount, { lose }: Around): Body | undefined {
  const path = literal(source) ?? spell(source);
  const { createHostPath = true, propagation, selinux } = bind;
  if (!/^(\/|\$\{)/.test(path)) {
    lose(
      `mounts ${path}, which lies beside the compose file, and Terraform's host may be another machine`,
      'mount a ConfigFile, a volume, or a whole path of the host',
    );
    return undefined;
  }
  if (createHostPath !== false)
    lose(
      `makes ${path} on the host where it is missing, and the provider does not`,
      'make it, and say create_host_path: false',
      false,
    );
  if (selinux !== undefined)
    lose(`relabels ${path} for SELinux, and the provider does not`, 'label it on the host');
  return {
    source: path,
    ...(propagation !== undefined && { bind_options: { propagation: spell(propagation) } }),
  };
}

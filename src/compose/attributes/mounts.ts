import { alsoAs, fields, listOf } from '../forms/collections.ts';
import { labels } from '../forms/named.ts';
import { bytes, flag, mode, text, word } from '../forms/scalars.ts';
import type { BindOptions, ImageOptions, Mount, TmpfsOptions, VolumeOptions } from './mount.ts';
import { readMount, spellMount } from './mount-line.ts';
import { cleanPath } from './path.ts';

const long = fields<Omit<Mount, 'options'>>(
  {
    type: word,
    source: text,
    target: {
      read: (written, at, faults) => {
        const target = text.read(written, at, faults);
        return target && cleanPath(target);
      },
      print: text.print,
    },
    readOnly: flag,
    consistency: text,
    bind: fields<BindOptions>({ createHostPath: flag, propagation: text, selinux: text, recursive: text }),
    volume: fields<VolumeOptions>({ nocopy: flag, subpath: text, labels }),
    tmpfs: fields<TmpfsOptions>({ size: bytes('B'), mode }),
    image: fields<ImageOptions>({ subpath: text }),
  },
  { required: ['type'] },
);

/** A list of maps, or of `source:target:options`. */
export const mounts = listOf<Mount>(
  alsoAs<Mount>(long, {
    read: (written, at, faults) => (typeof written === 'string' ? readMount(written, at, faults) : 'long'),
    print: spellMount,
  }),
);

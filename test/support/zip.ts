import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip, and what of its two headers is not as it should be. */
export interface Member {
  readonly name: string;
  readonly content: string;
  /** Not packed. */
  readonly stored?: boolean;
  /** What the directory says of it, in place of what is true. */
  readonly says?: { readonly size?: number; readonly flags?: number; readonly method?: number };
  /** Its name in its own header. */
  readonly own?: string;
}

function numbers(...fields: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, Math.min(bytes, 6));
      return field;
    }),
  );
}

/**
 * A zip of these members, in this order; with `large` as one of more than four gigabytes is written.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipOf(members: readonly Member[], { large = false, comment = '' } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, stored = false, says = {}, own = name } of members) {
    const bytes = Buffer.from(content, 'latin1');
    const inside = stored ? bytes : deflateRawSync(bytes);
    const method = stored ? 0 : 8;
    const sums = [
      [4, crc32(bytes)],
      [4, inside.length],
      [4, says.size ?? bytes.length],
    ] as const;
    const header = numbers(
      [4, 0x04034b50],
      [2, 20],
      [2, 0],
      [2, method],
      [4, 0],
      ...sums,
      [2, own.length],
      [2, 0],
    );
    bodies.push(header, Buffer.from(own, 'latin1'), inside);
    const full = says.size ?? bytes.length;
    const extra = large ? numbers([2, 1], [2, 24], [8, full], [8, inside.length], [8, at]) : Buffer.alloc(0);
    const far = 0xffffffff;
    directory.push(
      numbers(
        ...([
          [4, 0x02014b50],
          [2, 45],
          [2, 20],
          [2, says.flags ?? 0],
          [2, says.method ?? method],
          [4, 0],
        ] as const),
        ...([
          [4, crc32(bytes)],
          [4, large ? far : inside.length],
          [4, large ? far : full],
        ] as const),
        ...([
          [2, name.length],
          [2, extra.length],
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
          [4, large ? far : at],
        ] as const),
      ),
      Buffer.from(name, 'latin1'),
      extra,
    );
    at += header.length + own.length + inside.length;
  }
  const list = Buffer.concat(directory);
  const count = members.length;
  const end = at + list.length;
  return Buffer.concat([
    ...bodies,
    list,
    ...(large
      ? [
          numbers(
            [4, 0x06064b50],
            [8, 44],
            [2, 45],
            [2, 45],
            [8, 0],
            [8, count],
            [8, count],
            [8, list.length],
            [8, at],
          ),
          numbers([4, 0x07064b50], [4, 0], [8, end], [4, 1]),
        ]
      : []),
    numbers(
      ...([
        [4, 0x06054b50],
        [4, 0],
        [2, large ? 0xffff : count],
        [2, large ? 0xffff : count],
      ] as const),
      ...([
        [4, large ? 0xffffffff : list.length],
        [4, large ? 0xffffffff : at],
        [2, comment.length],
      ] as const),
    ),
    Buffer.from(comment),
  ]);
}

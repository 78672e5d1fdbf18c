/** One header of a tar and what follows it; whatever is not said is as GNU tar writes it. */
export interface Member {
  readonly name: string;
  /** @default - a file */
  readonly type?: string;
  readonly content?: string;
  /** @default - that of the content */
  readonly size?: string;
  readonly mode?: string;
  readonly link?: string;
  readonly magic?: string;
  readonly owner?: string;
  /** What stands behind the fields of GNU tar: of another one the beginning of a name. */
  readonly prefix?: string;
  /** @default - the true one */
  readonly sum?: string;
}

const field = (text: string, length: number) => text.padEnd(length, '\0').slice(0, length);
const octal = (number: number, length: number) => `${number.toString(8).padStart(length - 1, '0')}\0`;

/** As it lies in the file, a character a byte. */
export function tar(members: readonly Member[], end = '\0'.repeat(1024)): string {
  return members.map(member).join('') + end;
}

/** The folder that everything lies in. */
export const root: Member = { name: './', type: '5', mode: '0000755\0' };

function member({ content = '', ...over }: Member): string {
  const before = [
    field(over.name, 100),
    over.mode ?? '0000644\0',
    over.owner ?? '0000000\0',
    '0000000\0',
    over.size ?? octal(content.length, 12),
    '00000000000\0',
  ].join('');
  const behind = [
    over.type ?? '0',
    field(over.link ?? '', 100),
    over.magic ?? 'ustar  \0',
    '\0'.repeat(80),
    field(over.prefix ?? '', 167),
  ].join('');
  const sum = [...before, ...behind].reduce((total, char) => total + char.charCodeAt(0), 8 * 32);
  const header = `${before}${over.sum ?? `${octal(sum, 7)} `}${behind}`;
  return header + field(content, Math.ceil(content.length / 512) * 512);
}

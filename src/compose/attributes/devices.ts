import type { Rest } from '../form.ts';
import { refuse } from '../form.ts';
import { alsoAs, fields, listOf, saidBeside } from '../forms/collections.ts';
import { text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';
import { literal, splitText } from '../text.ts';

/** A device of the host in a container. */
export interface DeviceMapping {
  readonly source: Text;
  readonly target?: Text;
  /** `r`, `w` and `m`: read, write, make nodes. */
  readonly permissions?: Text;
  readonly rest?: Rest;
}

/** A list of maps, or of `source:target:permissions`. */
export const devices = listOf<DeviceMapping>(
  alsoAs<DeviceMapping>(
    fields<DeviceMapping>({ source: text, target: text, permissions: text }, { required: ['source'] }),
    {
      read(written, at, faults) {
        if (typeof written !== 'string') return 'long';
        const whole = text.read(written, at, faults);
        if (whole === undefined) return undefined;
        const [source = [], target = source, permissions = ['rwm'], ...more] = splitText(whole, ':');
        if (more.length > 0) return refuse(faults, at, `${written} has too many colons`, 'write a map');
        // The variable may hold all three.
        if (literal(whole) === undefined && splitText(whole, ':').length === 1) return { source };
        return { source, target: target.length > 0 ? target : source, permissions };
      },
      print(value) {
        const { source, target, permissions } = value;
        const said = [source, ...(target === undefined ? [] : [target, permissions ?? []])];
        const short = saidBeside(value, ['source', 'target', 'permissions']).length === 0;
        if (!short || said.some((one) => one.length === 0 || splitText(one, ':').length > 1))
          return undefined;
        return target === undefined && literal(source) !== undefined
          ? undefined
          : said.map(spellText).join(':');
      },
    },
  ),
);

import type { Form } from '../form.ts';
import { isWritten, refuse } from '../form.ts';
import type { FormsOf } from '../forms/collections.ts';
import { alsoAs, fields } from '../forms/collections.ts';
import type { Resource } from '../project.ts';

/** A network, volume, config or secret. The old form `external: {name: …}` is its name, and that it is external. */
export function resource<Value extends Resource>(forms: FormsOf<Value>): Form<Value> {
  const long = fields<Value>(forms);
  return alsoAs<Value>(long, {
    read(written, at, faults) {
      if (!isWritten(written) || !isWritten(written.external)) return 'long';
      const { name, ...others } = written.external;
      if (written.name !== undefined && name !== undefined && written.name !== name)
        return refuse(
          faults,
          at,
          `its name is ${written.name}, and as an external one ${name}`,
          'say one name',
        );
      const external = { ...written, ...others, external: true, ...(name !== undefined && { name }) };
      return long.read(external, at, faults);
    },
    print: () => undefined,
  });
}

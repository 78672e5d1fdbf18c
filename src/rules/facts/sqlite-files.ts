import { spellText } from '../../compose/interpolation.ts';
import { maySet } from '../../graph/data-paths.ts';
import { textsOf } from '../../graph/texts.ts';
import type { ServiceModel } from '../../model/service.ts';

/** `/data/app.db`, also in a URL: `sqlite:////data/app.db`. */
const file = /(?<![\w.@-])\/+[\w@-][\w./@-]*\.(?:db|db3|sqlite|sqlite3)(?![\w.])/g;

/** The databases of SQLite that a service writes, by their paths in the container: its image is known for them, or its variables and its command name them. */
export function sqliteFiles(service: ServiceModel): readonly string[] {
  const { files = [], unless = [] } = service.known?.sqlite ?? {};
  const own = unless.some((name) => maySet(service, name)) ? [] : files;
  const said = textsOf(service).flatMap(({ use, text }) =>
    use === 'health' ? [] : [...spellText(text).matchAll(file)].map(([path]) => path.replace(/\/+/g, '/')),
  );
  return [...new Set([...own, ...said])];
}

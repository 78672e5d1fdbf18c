import { spellFile } from '../../api/place.ts';
import type { PlannedApp } from '../../api/plan.ts';
import { changesNothing } from '../../api/plan.ts';
import { visibleJson } from '../../model/visible.ts';
import { losesData } from '../../plan.ts';

/** All of a plan, for a program. `version` counts changes of this format that break a reader; `stowage/schemas/plan.schema.json` is it. */
export function planJson(app: PlannedApp): string {
  const { base, plans, places, gone } = app;
  const place = (path: string | undefined) => {
    const found = path === undefined ? undefined : places.get(path);
    return found && { place: { file: spellFile(found), line: found.line, column: found.column } };
  };
  const document = {
    version: 1,
    base,
    changes: !changesNothing(app),
    losesData: plans.some(losesData),
    stacks: plans.map(({ services, data, ...plan }) => ({
      ...plan,
      services: services.map((step) => ({ ...step, ...place(step.path) })),
      data: data.map((fate) => ({ ...fate, ...place(fate.path) })),
    })),
    gone,
  };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

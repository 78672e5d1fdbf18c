import type { Artifact } from '../../../model/artifact.ts';
import { template } from '../template.ts';

/** A template of `templates/scripts/` as a function of its facts. What ends in `.sh` is sourced; the others are run. */
export function script(name: string): (facts: object) => Artifact {
  const path = `scripts/${name}`;
  const render = template<object>(path);
  const executable = !name.endsWith('.sh');
  return (facts) => ({ path, content: render(facts), executable });
}

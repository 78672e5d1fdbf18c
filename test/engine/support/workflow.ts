import { fromYaml } from '../../../src/syntax/yaml-read.ts';

export interface Step {
  readonly name: string;
  readonly run?: string;
}

/** The steps of the generated workflow's one job, as YAML has them. */
export function steps(content: string): readonly Step[] {
  const { jobs } = fromYaml(content) as { jobs: Readonly<Record<string, { steps: readonly Step[] }>> };
  return Object.values(jobs).flatMap((job) => job.steps);
}

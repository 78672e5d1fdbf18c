import { notice } from '../../files/notice.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { SystemModel } from '../../model/stack.ts';
import { template } from './template.ts';

const render = template<object>('.gitignore');

/** Keeps what belongs to one host alone out of the operations repository. */
export function gitignore({ stacks }: SystemModel): readonly Artifact[] {
  const [first] = stacks;
  if (first === undefined) return [];
  const rendered = stacks.some(({ files }) => files.some((file) => file.rendered !== undefined));
  const offsite = stacks.some(({ schedule }) => schedule?.offsite !== undefined);
  return [
    {
      path: '.gitignore',
      content: render({ notice: notice(first), rendered, offsite }),
      executable: false,
    },
  ];
}

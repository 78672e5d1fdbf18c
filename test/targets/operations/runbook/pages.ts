import type { Tokens, TokensList } from 'marked';
import { marked } from 'marked';
import type { StackModel, SystemModel } from '../../../../src/model/stack.ts';
import type { Language } from '../../../../src/model/words.ts';
import { ourLanguages } from '../../../../src/model/words.ts';
import { stackEmitters } from '../../../../src/targets/operations/index.ts';
import { runbook } from '../../../../src/targets/operations/runbook/runbook.ts';

/** The runbook as compilation makes it, page by page. */
export function pages(system: SystemModel): Readonly<Record<string, string>> {
  const environments = system.stacks.flatMap((model) =>
    stackEmitters
      .flatMap((emitter) => emitter(model))
      .map((artifact) => ({ ...artifact, path: `${model.environment.name}/${artifact.path}` })),
  );
  return Object.fromEntries(runbook(system, environments).map(({ path, content }) => [path, content]));
}

export const page = (system: SystemModel, name = 'README.md') => pages(system)[name] ?? '';
export const one = (...models: readonly StackModel[]): SystemModel => ({ name: 'shop', stacks: models });
const [english, indonesian] = ourLanguages;
export const indonesianFirst: readonly [Language, Language] = [indonesian, english];
export const pageOf = (system: SystemModel, { id }: Language) =>
  page(system, system.stacks[0]?.languages[0].id === id ? 'README.md' : `README.${id}.md`);

const blocks = (content: string): TokensList => marked.lexer(content);
export const tables = (content: string) =>
  blocks(content).filter((token): token is Tokens.Table => token.type === 'table');
export const headings = (content: string) =>
  blocks(content).filter((token): token is Tokens.Heading => token.type === 'heading');

/** How a page is built, whatever its language. */
export const shape = (content = '') =>
  blocks(content).flatMap((token) =>
    token.type === 'heading'
      ? [`h${token.depth}`]
      : token.type === 'table'
        ? [`table ${token.header.length}×${token.rows.length}`]
        : token.type === 'code'
          ? [`code ${token.lang}`]
          : [],
  );

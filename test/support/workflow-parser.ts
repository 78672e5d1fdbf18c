import { register } from 'node:module';

register('./json-modules.mjs', import.meta.url);
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
);

/** What GitHub's own parser complains about in a workflow; nothing when it takes it. */
export async function complaints(content: string): Promise<readonly string[]> {
  const file = { name: 'workflow.yml', content };
  const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
  const parsing = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined) return parsing;
  const converted = await convertWorkflowTemplate(context, value);
  return [...parsing, ...(converted.errors ?? []).map(({ Message }) => Message)];
}

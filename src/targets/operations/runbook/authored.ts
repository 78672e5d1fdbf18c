import type { StackModel } from '../../../model/stack.ts';
import type { Language, Sentence } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';

/** The author's own paragraphs, in one language. Where nothing was said of the system, its title is not repeated. */
export function runbookOf({ runbook, title }: StackModel, language: Language): object {
  const say = (paragraphs: readonly Sentence[]) => paragraphs.map((one) => said(one, language));
  const about = said(runbook.about, language);
  return {
    about: about === title ? '' : about,
    deploy: say(runbook.deploy),
    security: say(runbook.security),
    backup: say(runbook.backup),
    upgrade: say(runbook.upgrade),
    monitoring: say(runbook.monitoring),
    troubleshooting: runbook.troubleshooting.map(({ symptom, mend, commands, afterwards }) => ({
      symptom: said(symptom, language),
      mend: said(mend, language),
      commands,
      afterwards: said(afterwards ?? '', language),
    })),
  };
}

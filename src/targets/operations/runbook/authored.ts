import type { StackModel } from '../../../model/stack.ts';
import type { Language, Words } from '../../../model/words.ts';

/** The author's own paragraphs, in one language. Where nothing was said of the system, its title is not repeated. */
export function runbookOf({ runbook, title }: StackModel, language: Language): object {
  const say = (paragraphs: readonly Words[]) => paragraphs.map((words) => words[language]);
  return {
    about: runbook.about[language] === title ? '' : runbook.about[language],
    deploy: say(runbook.deploy),
    security: say(runbook.security),
    backup: say(runbook.backup),
    upgrade: say(runbook.upgrade),
    monitoring: say(runbook.monitoring),
    troubleshooting: runbook.troubleshooting.map(({ symptom, mend, commands, afterwards }) => ({
      symptom: symptom[language],
      mend: mend[language],
      commands,
      afterwards: afterwards?.[language] ?? '',
    })),
  };
}

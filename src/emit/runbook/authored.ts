import type { RunbookModel } from '../../model/runbook.ts';
import type { Language, Words } from '../../model/words.ts';

/** The author's own paragraphs, in one language. */
export function runbookOf(runbook: RunbookModel, language: Language): object {
  const say = (paragraphs: readonly Words[]) => paragraphs.map((words) => words[language]);
  return {
    about: runbook.about[language],
    deploy: say(runbook.deploy),
    security: say(runbook.security),
    backup: say(runbook.backup),
    upgrade: say(runbook.upgrade),
    monitoring: say(runbook.monitoring),
    troubleshooting: runbook.troubleshooting.map(({ symptom, mend }) => ({
      symptom: symptom[language],
      mend: mend[language],
    })),
  };
}

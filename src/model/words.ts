/** A language that the runbook can be written in. */
export type Language = 'en' | 'id';

/** A sentence for the operator, in every language of the runbook. */
export type Words = Readonly<Record<Language, string>>;

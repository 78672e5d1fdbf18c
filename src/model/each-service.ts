import type { Complaint, Rule } from './finding.ts';
import type { ServiceModel } from './service.ts';
import type { StackModel } from './stack.ts';

/** What a rule looks for in each service, and what it says when it has seen all of them. */
interface Look<Found> {
  readonly in: (service: ServiceModel) => Iterable<Found>;
  /** Gets what was found in the order of the services, and says what is wrong beside them, too. */
  readonly told: (found: readonly Found[]) => readonly Complaint[];
}

type Check = Rule['check'];
type Begin = (stack: StackModel) => Look<unknown>;

/** Those checks that look at one service after the other. */
const begun = new WeakMap<Check, Begin>();

/** The check of a rule that says something of one service at a time. */
export function eachService(
  look: (stack: StackModel) => (service: ServiceModel) => Iterable<Complaint>,
): Check {
  return lookInEach<Complaint>((stack) => ({ in: look(stack), told: (found) => found }));
}

/** The same, where it has something to say of all of them together, or of what is no service. */
export function lookInEach<Found>(begin: (stack: StackModel) => Look<Found>): Check {
  const check: Check = (stack) => {
    const look = begin(stack);
    return look.told(stack.services.flatMap((service) => [...look.in(service)]));
  };
  // What it is told is what it found: nobody else sees what that is.
  begun.set(check, begin as Begin);
  return check;
}

/** So many services are looked at by all rules before the next ones are: what is known of them is then still near the processor. */
const together = 64;

/** What each of these rules says of a stack. */
export function answersOf(stack: StackModel, rules: readonly Rule[]): readonly (readonly Complaint[])[] {
  const looks = rules.map(({ check }) => {
    const look = begun.get(check)?.(stack);
    return look && { look, found: [] as unknown[] };
  });
  const eager = looks.filter((one) => one !== undefined);
  for (let at = 0; at < stack.services.length; at += together) {
    const some = stack.services.slice(at, at + together);
    for (const { look, found } of eager)
      for (const service of some) {
        const said = look.in(service);
        // Most say nothing, of most services.
        if (!Array.isArray(said) || said.length > 0) found.push(...said);
      }
  }
  return rules.map(({ check }, i) => {
    const seen = looks[i];
    return seen === undefined ? check(stack) : seen.look.told(seen.found);
  });
}

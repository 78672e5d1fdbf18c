import type { Part, Text } from '../compose/text.ts';
import type { ConfigContent, Fact, Facts, Piece } from '../model/config-file.ts';
import { remembered } from '../model/remembered.ts';

/** What the facts of a generated file say to whoever looks at the system, whatever the file is. */
export interface Said {
  /** Every text in them. */
  readonly texts: readonly Text[];
  /** The variables of the container that the program puts in itself. */
  readonly env: readonly string[];
  /** How many bytes the program may take of its container's memory. */
  readonly memory: readonly number[];
}

const nothing: Said = { texts: [], env: [], memory: [] };

/** Of a file that is written as it is, nothing is said beside its text. */
export function saidIn(content: ConfigContent): Said {
  if (content.kind === 'placed') return saidByPieces(content.pieces);
  return content.kind === 'template' ? saidByFacts(content.facts) : nothing;
}

const saidByPieces = remembered(
  (pieces: readonly Piece[]): Said => ({
    ...nothing,
    texts: pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.value])),
  }),
);

const saidByFacts = remembered((facts: Facts): Said => {
  const texts: Text[] = [];
  const env: string[] = [];
  const memory: number[] = [];
  const look = (fact: Fact): void => {
    if (typeof fact === 'number' || typeof fact === 'boolean') return;
    if (isPart(fact)) texts.push([fact]);
    else if (isList(fact)) {
      if (isText(fact)) texts.push(fact);
      else fact.forEach(look);
    } else if (fact.kind === 'env' && typeof fact.name === 'string') env.push(fact.name);
    else if (fact.kind === 'memory' && typeof fact.bytes === 'number') memory.push(fact.bytes);
    else Object.values(fact).forEach(look);
  };
  look(facts);
  return { texts, env, memory };
});

function isList(fact: Fact): fact is readonly Fact[] {
  return Array.isArray(fact);
}

/** Several literals are a list of texts: those that meet in one text are joined. */
function isText(list: readonly Fact[]): list is Text {
  return list.every(isPart) && list.some((part) => typeof part !== 'string');
}

function isPart(fact: Fact): fact is Part {
  if (typeof fact === 'string') return true;
  if (typeof fact !== 'object' || isList(fact)) return false;
  return (
    (fact.kind === 'variable' && typeof fact.name === 'string') ||
    (fact.kind === 'address' && typeof fact.service === 'string')
  );
}

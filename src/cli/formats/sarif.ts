import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Located } from '../../api/examine.ts';
import { spellFile, spellOrigin } from '../../api/place.ts';
import type { Explained, Severity } from '../../model/finding.ts';
import type { Place } from '../../model/place.ts';
import { visibleJson } from '../../model/visible.ts';
import { explainedWith } from '../explained.ts';
import { page } from '../words/page.ts';
import type { Verdict } from './verdict.ts';
import { merged } from './verdict.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'note' };

/**
 * SARIF 2.1.0, for code scanning.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ version, findings, rules, broken }: Verdict): string {
  const explained = explainedWith(rules);
  const index = new Map(explained.map(({ id }, i) => [id, i]));
  const run = {
    tool: { driver: { name: 'Stowage', semanticVersion: version, rules: explained.map(descriptor) } },
    invocations: [
      {
        executionSuccessful: broken === undefined,
        ...(broken && {
          exitCode: 2,
          toolExecutionNotifications: [
            {
              level: 'error',
              descriptor: { id: broken.rule },
              message: { text: text(broken) },
              ...locations(broken, [broken.path]),
            },
          ],
        }),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: merged(findings, ({ place }) => spellOrigin(place)).map(({ finding, paths }) => {
      const ruleIndex = index.get(finding.rule);
      return {
        ruleId: finding.rule,
        ...(ruleIndex !== undefined && { ruleIndex }),
        level: levels[finding.severity],
        message: { text: text(finding) },
        ...locations(finding, paths),
        ...related(finding),
      };
    }),
  };
  const document = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

function descriptor(rule: Explained) {
  const { id, severity, summary, about } = rule;
  const helpUri = about.sources?.find((source) => source.startsWith('https://'));
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: about.why },
    help: { text: `${summary} ${about.why}`, markdown: page(rule) },
    ...(helpUri && { helpUri }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function text({ message, fix }: Located): string {
  return `${message}\n→ ${fix}`;
}

/** The author's line, and the construct in each environment. */
function locations({ place }: Located, paths: readonly string[]) {
  const logicalLocations = [...new Set(paths)]
    .filter((path) => path !== '')
    .map((path) => ({ fullyQualifiedName: path, name: path.slice(path.lastIndexOf('/') + 1) }));
  if (place === undefined && logicalLocations.length === 0) return {};
  return {
    locations: [
      {
        ...(place && { physicalLocation: physical(place) }),
        ...(logicalLocations.length > 0 && { logicalLocations }),
      },
    ],
  };
}

/** The line in a class or function of the author's that his stack's line leads to. */
function related({ place }: Located) {
  if (place?.by === undefined) return {};
  const message = { text: 'by way of this line' };
  return { relatedLocations: [{ physicalLocation: physical(place.by), message }] };
}

/** A path is a reference relative to the folder that was checked out, where the command is typed. */
function physical(place: Place) {
  const file = spellFile(place);
  const uri = file
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  return {
    artifactLocation: isAbsolute(file) ? { uri: pathToFileURL(file).href } : { uri, uriBaseId: '%SRCROOT%' },
    ...(place.line !== undefined && {
      region: {
        startLine: Math.max(1, place.line),
        ...(place.column !== undefined && { startColumn: Math.max(1, place.column) }),
      },
    }),
  };
}

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
import { exitCodes } from '../../src/cli/exit.ts';
import { help } from '../../src/cli/help.ts';
import { facts, flag, optionNames } from '../../src/cli/options.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the whole help', () => {
  expect(
    help(),
  ).toBe(`Stowage compiles a typed description of a self-hosted system into its operations repository.

  stowage synth       write what differs into the output folder, remove what is no longer made
  stowage check       write nothing; print how the output folder differs from what the source says
  stowage plan        what a deploy of what is described does to services and data, compared with a revision or a
                      folder
  stowage lint        print what the gates of synth find; nothing is written but with --fix, nothing compared
  stowage rules       every rule, those of the app too; with an id: what it finds, why, a wrong and a right example
  stowage list        systems, environments, phases, services in start order, images
  stowage pin         ask the registries for the digest of every image, and write it behind the tag, into the source
  stowage init        begin a project here: an application behind Caddy with its stores, something to begin from, or
                      PostHog
  stowage completion  print what completes stowage in bash, zsh or fish; its first lines say how to have it in every
                      shell

  --app FILE       synth, check, plan, lint, rules, list, pin: the file whose default export is the App (default:
                   stacks/index.ts)
  --out FOLDER     synth, check, plan: the output folder (default: out)
  --format NAME    synth, check, plan, lint: findings as text, json, github (annotations), sarif, junit or markdown,
                   on standard output; what else there is to say then goes to standard error (default: text)
  --fail-on NAME   synth, check, lint: the least severe finding that fails, error or warn (default: error)
  --base REVISION  plan: what runs now: a revision of the output folder in git, or a folder like it (default: HEAD)
  --compose VERSIONplan: the version of Compose on the hosts, 2.40, or from which to which they go, 2.40:5.6; else
                   each that they may have
  --live FILE      plan: what runs on a host, as scripts/plan --json wrote it there; only the stack of that host is
                   planned
  --accept NAME    plan: data that may be lost, by the names that the plan says, with commas between: data:uploads
  --template NAME  init: what the project begins with, web, empty or posthog (default: web)
  --yes            synth: remove more files than stay, without a question
  --watch          synth, check, lint: do it again after each change of the entry file, of what it imports, or of
                   its folder
  --check          pin: write nothing; say what would be written, and exit with 1 if anything would
  --fix            lint: make the edits that mend findings, in the source, where each has one place
  --dry-run        lint: beside --fix, write nothing; print how the source would differ
  --json           rules, list: for a program
  --debug          show the trace of an error (so does STOWAGE_DEBUG=1)
  --help, --version

Exit code: 0 all is well
           1 findings at or above --fail-on, and nothing was written; check: the output folder differs; pin: an image is not pinned; plan: what 2 is elsewhere, too
           2 wrong usage, a stack that cannot be loaded, a folder that cannot be written, or would lose more than it keeps without --yes; plan: a deploy changes something
           3 plan: a deploy loses data, or leaves them behind, and nobody accepted that by name
          70 a fault of Stowage itself
         130 --watch was ended by Ctrl-C (143 by SIGTERM, 0 by the end of its input)

Colours and links are for terminals. NO_COLOR=1 turns both off, CI=1 the links, FORCE_HYPERLINK=1 or 0 decides about
links in a terminal that is not known.
`);
});

test('the README has the same exit codes, every command and every option', () => {
  for (const [code, meaning] of Object.entries(exitCodes))
    expect(readme).toContain(`| ${code} | ${meaning} |`);
  for (const { name } of commands) expect(readme).toMatch(new RegExp(`^\\| \`${name}\` \\| `, 'm'));
  for (const name of optionNames.filter((one) => facts(one).everywhere !== true))
    expect(readme).toContain(`\`${flag(name)}`);
});

export const help = `Stowage compiles a typed description of a self-hosted system into its operations repository.

  stowage synth    write what differs into the output folder, remove what is no longer made
  stowage check    write nothing; print how the output folder differs from what the source says
  stowage lint     print what the gates of synth find; nothing is written, nothing compared
  stowage rules    every rule; with an id: what it finds, why, a wrong and a right example
  stowage list     systems, environments, phases, services in start order, images

  --app FILE       the file whose default export is the App (default: stacks/index.ts)
  --out FOLDER     the output folder (default: out)
  --format NAME    synth, check, lint: findings as text, json, github (annotations), sarif or junit, on standard
                   output; what else there is to say then goes to standard error (default: text)
  --fail-on NAME   synth, check, lint: the least severe finding that fails, error or warn (default: error)
  --json           list, rules: for a program
  --debug          show the trace of an error (so does STOWAGE_DEBUG=1)
  --help, --version

Exit code: 0 all is well
           1 findings at or above --fail-on, and nothing was written; check: the output folder differs
           2 wrong usage, a stack that cannot be loaded, a folder that cannot be written
          70 a fault of Stowage itself

Colours and links are for terminals. NO_COLOR=1 turns both off, CI=1 the links, FORCE_HYPERLINK=1 or 0 decides about
links in a terminal that is not known.
`;

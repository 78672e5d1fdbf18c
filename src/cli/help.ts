export const help = `Stowage compiles a typed description of a self-hosted system into its operations repository.

  stowage synth    write what differs into the output folder, remove what is no longer made
  stowage check    write nothing; print how the output folder differs from what the source says
  stowage list     systems, environments, phases, services in start order, images

  --app FILE       the file whose default export is the App (default: stacks/index.ts)
  --out FOLDER     the output folder (default: out)
  --json           list: for a program
  --debug          show the trace of an error (so does STOWAGE_DEBUG=1)
  --help, --version

Exit code: 0 all is well
           1 a rule found an error and nothing was written; check: the output folder differs
           2 wrong usage, a stack that cannot be loaded, a folder that cannot be written
          70 a fault of Stowage itself
`;

import type { Mutant } from '../mutant.ts';

/** Faults of what writes the files. */
export const emit: readonly Mutant[] = [
  {
    fault: 'what somebody else put into a folder is removed unasked, as soon as a file of ours stays',
    file: 'src/out/balance.ts',
    replace: 'removed.length > stay',
    by: 'stay === 0',
    fails: { 'test/out/balance.test.ts': 'more than stays is not removed' },
  },
  {
    fault: 'a backup stops what is still to be migrated by a later phase of jobs',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: 'const onlyJobs = phases.findLastIndex(',
    by: 'const onlyJobs = phases.findIndex(',
    fails: { 'test/targets/operations/backup/backup-scripts.test.ts': 'with two phases of jobs' },
  },
  {
    fault: 'a backup stops the database of the second phase while it is saved',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: ': phases.findLastIndex(({ members }) =>',
    by: ': phases.findIndex(({ members }) =>',
    fails: { 'test/targets/operations/backup/backup-scripts.test.ts': 'with databases in two phases' },
  },
  {
    fault: 'a restore starts jobs to load a database',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: "service === undefined || service.kind === 'job' || application.has(id)",
    by: 'service === undefined || application.has(id)',
    fails: {
      'test/targets/operations/backup/backup-scripts.test.ts': 'what a store waits for is loaded with it',
    },
  },
  {
    fault: 'a volume of a fixed name is looked for under the name of the project',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: 'if (name !== undefined) return spellText(name);',
    by: '',
    fails: { 'test/targets/operations/runbook/runbook-volumes.test.ts': 'a volume stands under the name' },
  },
  {
    fault: 'an archive keeps its service from being stopped',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: "method.through === 'volume' ? [] : [service]",
    by: '[service]',
    fails: { 'test/targets/operations/backup/backup-scripts.test.ts': 'stores.sh says what the stack keeps' },
  },
  {
    fault: 'two products define one function, and a backup calls that of the other',
    file: 'src/targets/operations/scripts/check-brought.ts',
    replace: 'other !== undefined && other !== file',
    by: 'other !== undefined && other === file',
    fails: { 'test/constructs/core/store-refused.test.ts': 'a function that is there: ours' },
  },
  {
    fault: 'the archive of one product is looked into as that of another',
    file: 'src/targets/operations/scripts/adopt-tar.ts',
    replace: 'const several = looks.size > 1;',
    by: 'const several = looks.size > 9;',
    fails: { 'test/constructs/core/takeover.test.ts': 'the service says of which product it is' },
  },
  {
    fault: 'a restore reads a volume with the image of the last service that mounts it',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: 'if (volume && !first.has(volume))',
    by: 'if (volume)',
    fails: { 'test/targets/operations/backup/backup-scripts.test.ts': 'described.sh knows the images' },
  },
  {
    fault: 'an upgrade asks for a variable that an address is taken for',
    file: 'src/targets/operations/backup/backup-scripts.ts',
    replace: "if (part.kind === 'address') return spellAddress(part);",
    by: '',
    fails: {
      'test/targets/operations/backup/backup-scripts.test.ts': 'a gate may name a service in its command',
    },
  },
  {
    fault: 'doctor asks for the memory of jobs, too',
    file: 'src/lower/runs.ts',
    replace: "service.kind === 'service' && startsAlways(service)",
    by: 'startsAlways(service)',
    fails: { 'test/targets/operations/scripts/doctor-facts.test.ts': 'the memory that is needed' },
  },
  {
    fault: 'doctor asks for the memory of what sleeps behind a profile',
    file: 'src/lower/runs.ts',
    replace: "service.kind === 'service' && startsAlways(service)",
    by: "service.kind === 'service'",
    fails: { 'test/targets/operations/scripts/doctor-facts.test.ts': 'the memory that is needed' },
  },
  {
    fault: 'doctor is content with fewer processors than the largest limit',
    file: 'src/targets/operations/scripts/doctor.ts',
    replace: 'mostCpus: String(Math.ceil(',
    by: 'mostCpus: String(Math.floor(',
    fails: { 'test/targets/operations/scripts/doctor-facts.test.ts': 'a processor limit is a whole number' },
  },
  {
    fault: 'the smoke test asks at the port of HTTP/3, which curl does not speak',
    file: 'src/targets/operations/scripts/doors.ts',
    replace: "target === inside && protocol === 'tcp'",
    by: 'target === inside',
    fails: { 'test/targets/operations/scripts/smoke-test.test.ts': 'asks where TCP comes in' },
  },
  {
    fault: 'the smoke test believes any certificate in production',
    file: 'src/targets/operations/scripts/doors.ts',
    replace: "edge?.serves?.tls === 'internal' || edge?.serves?.tls === 'staging'",
    by: 'true',
    fails: {
      'test/targets/operations/scripts/smoke-test.test.ts':
        'asks through the published port, under the name of the site',
    },
  },
  {
    fault: 'the smoke test forgets what holds when the variable of the site is empty',
    file: 'src/targets/operations/scripts/smoke-test.ts',
    replace: "fallback: variable?.default ?? ''",
    by: "fallback: ''",
    fails: { 'test/targets/operations/scripts/smoke-test.test.ts': 'another port, another address' },
  },
  {
    fault: 'an image of our own keeps its tag when its base changes',
    file: 'src/files/dockerfile.ts',
    replace: 'digest(dockerfile(stack, service, build), ...files)',
    by: 'digest(...files)',
    fails: { 'test/files/dockerfile.test.ts': 'the tag follows the base and every file' },
  },
  {
    fault: 'an image of our own has a digest for a tag',
    file: 'src/files/dockerfile.ts',
    replace: "readImage(imageOf(service))?.tag ?? 'pinned'",
    by: "readImage(imageOf(service))?.digest ?? 'pinned'",
    fails: { 'test/files/dockerfile.test.ts': 'the tag follows the base and every file' },
  },
  {
    fault: 'the runbook names only the first version past its end',
    file: 'src/targets/operations/runbook/life.ts',
    replace: 'return [...first.values()].flatMap(',
    by: 'return [...first.values()].slice(0, 1).flatMap(',
    fails: { 'test/targets/operations/runbook/life.test.ts': 'each version that its makers have left' },
  },
  {
    fault: 'the runbook shows a reason that was signed for another rule',
    file: 'src/targets/operations/runbook/life.ts',
    replace: "rule === 'image-alive' && paths.includes(path)",
    by: 'paths.includes(path)',
    fails: { 'test/targets/operations/runbook/life.test.ts': 'what its makers have left is named' },
  },
  {
    fault: 'the runbook calls a volume lost that a construct above it was signed for',
    file: 'src/targets/operations/runbook/volumes.ts',
    replace: "ids.slice(0, i + 1).join('/')",
    by: "ids.join('/')",
    fails: { 'test/targets/operations/runbook/runbook-volumes.test.ts': 'what is signed for a construct' },
  },
  {
    fault: 'the runbook says of a variable of one environment that all have it',
    file: 'src/targets/operations/runbook/variables.ts',
    replace: 'environments: environments.length === stacks.length ? [] : environments',
    by: 'environments: []',
    fails: {
      'test/targets/operations/runbook/runbook.test.ts': 'a variable of some environments says which',
    },
  },
  {
    fault: 'the runbook stands for an environment that may be thrown away',
    file: 'src/targets/operations/runbook/runbook.ts',
    replace: 'system.stacks.find(({ environment }) => environment.guarded) ?? system.stacks.at(-1)',
    by: 'system.stacks.at(0)',
    fails: {
      'test/targets/operations/runbook/runbook.test.ts': 'the guarded environment stands for the others',
    },
  },
  {
    fault: 'a job that nobody waits for is never started',
    file: 'src/targets/operations/makefile/targets.ts',
    replace: '!awaited.has(service.id)',
    by: 'false',
    fails: {
      'test/targets/operations/makefile/phase-targets.test.ts':
        'a job that nobody waits for runs after its phase, once',
    },
  },
  {
    fault: 'what a tool behind a profile waits for counts as awaited',
    file: 'src/targets/operations/makefile/targets.ts',
    replace: 'stack.services.filter(startsAlways))\n    for',
    by: 'stack.services)\n    for',
    fails: {
      'test/targets/operations/makefile/phase-targets.test.ts': 'what only a tool behind a profile waits for',
    },
  },
  {
    fault: 'make shell opens a shell in the edge',
    file: 'src/targets/operations/makefile/makefile.ts',
    replace: 'last.find(({ edge }) => !edge) ?? last[0]',
    by: 'last[0]',
    fails: {
      'test/targets/operations/makefile/phase-targets.test.ts':
        'a shell is opened in what the last phase runs',
    },
  },
  {
    fault: 'the Makefile has one target twice',
    file: 'src/targets/operations/makefile/makefile.ts',
    replace: 'job === undefined || taken.has(job.target)',
    by: 'job === undefined',
    fails: { 'test/targets/operations/makefile/make.test.ts': 'what is phony and what is defined' },
  },
  {
    fault: 'a drill runs beside the backup of the next day',
    file: 'src/targets/operations/scripts/schedule.ts',
    replace: '(Number(hours) + 3) % 24',
    by: 'Number(hours) + 3',
    fails: { 'test/targets/operations/scripts/schedule-facts.test.ts': '22:45, 01:45' },
  },
  {
    fault: 'an external volume is taken over',
    file: 'src/targets/operations/scripts/adopt.ts',
    replace: "kind === 'state' && configs?.get(id)?.external !== true",
    by: "kind === 'state'",
    fails: { 'test/targets/operations/scripts/adopt.test.ts': 'an external volume is nobody’s to touch' },
  },
  {
    fault: 'an adoption copies what the old project did not keep',
    file: 'src/targets/operations/scripts/adopt.ts',
    replace: 'without.includes(id) ? { ours: id } : { ours: id, theirs: own(volumes, id) ?? id }',
    by: '({ ours: id, theirs: own(volumes, id) ?? id })',
    fails: {
      'test/constructs/core/adoption.test.ts':
        'what the author says of the old project is what is looked for',
    },
  },
  {
    fault: 'a read-only mount is taken for a home of the mark of a job',
    file: 'src/lower/job-mark.ts',
    replace: "mount.type !== 'tmpfs' && mount.readOnly !== true",
    by: "mount.type !== 'tmpfs'",
    fails: { 'test/lower/job-mark.test.ts': 'is there where that of the author can only be read' },
  },
  {
    fault: 'a secret has its default in .env.example',
    file: 'src/targets/operations/env-example.ts',
    replace: "variable.kind === 'secret' ? '' : (variable.default ?? '')",
    by: "variable.default ?? ''",
    fails: { 'test/targets/operations/env-example.test.ts': 'a secret is never written out' },
  },
  {
    fault: 'a step of some environments runs in all',
    file: 'src/targets/operations/workflow/step.ts',
    replace: 'environments.length === stacks.length ? step : { ...onlyIn(environments, step) }',
    by: 'step',
    fails: {
      'test/targets/operations/workflow/workflow-steps.test.ts':
        'what only some environments need says for which',
    },
  },
  {
    fault: 'the picture of the services says nothing of an internal network',
    file: 'src/targets/operations/mermaid.ts',
    replace: 'internal === true && networks.has(id)',
    by: 'internal !== true && networks.has(id)',
    fails: {
      'test/targets/operations/mermaid.test.ts': 'services in their phases, networks, ports and waits',
    },
  },
  {
    fault: 'the tag of an image stays when an argument of its Dockerfile changes',
    file: 'src/files/dockerfile.ts',
    replace: 'digest(JSON.stringify(build.own))',
    by: 'digest(JSON.stringify(build.own.files))',
    fails: { 'test/files/dockerfile.test.ts': 'its tag follows all that it is made of' },
  },
  {
    fault: 'a FROM in a here-document is a stage',
    file: 'src/compose/dockerfile.ts',
    replace: '/^(?:RUN|COPY|ADD)$/i.test(name)',
    by: 'false',
    fails: { 'test/compose/dockerfile.test.ts': 'nothing of a here-document is read' },
  },
  {
    fault: 'the workflow of one system runs in the folder of none',
    file: 'src/targets/operations/workflow/workflow.ts',
    replace: "`${shared ? `${name}/` : ''}\\${{ matrix.environment }}`",
    by: "'${{ matrix.environment }}'",
    fails: {
      'test/compile/repository.test.ts': 'the workflow of shop asks that system alone, when it changes',
    },
  },
];

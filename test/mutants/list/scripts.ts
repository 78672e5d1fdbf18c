import type { Mutant } from '../mutant.ts';

const initEnv = 'src/targets/operations/templates/scripts/init-env.hbs';
const doctorEnv = 'src/targets/operations/templates/scripts/doctor/env.hbs';
const merged = 'src/targets/operations/templates/scripts/doctor/merged.hbs';
const doctor = 'test/targets/operations/scripts/doctor.test.ts';
const doctorMerged = 'test/targets/operations/scripts/doctor-merged.test.ts';
const taken = 'test/targets/operations/scripts/init-env-backup.test.ts';

const majorsSh = 'src/targets/operations/templates/scripts/majors.sh.hbs';
const majors = 'test/targets/operations/scripts/majors.test.ts';
const anotherUser = 'test/targets/operations/scripts/another-user.test.ts';
const modes = 'test/targets/operations/scripts/modes.test.ts';
const swapped = 'test/targets/operations/scripts/swapped.test.ts';

/** Faults of how .env is read, and of what doctor says of it. */
export const scripts: readonly Mutant[] = [
  {
    fault: 'a container without a shell swallows what is restored',
    file: 'src/targets/operations/templates/scripts/volumes.sh.hbs',
    replace: '[ /dev/stdin -ef /dev/null ] || with_programs',
    by: 'true || with_programs',
    fails: { 'test/targets/operations/scripts/programs.test.ts': 'is asked first where something comes in' },
  },
  {
    fault: 'a server starts on data that are half on their way to it',
    file: majorsSh,
    replace: '  if on_their_way; then\n    while read -r since',
    by: '  if false; then\n    while read -r since',
    fails: { [majors]: 'whose data are half on their way does not' },
  },
  {
    fault: '10.11 is older than 10.6',
    file: majorsSh,
    replace: 'if (a[i] + 0 != b[i] + 0) exit a[i] + 0 < b[i] + 0',
    by: 'if (a[i] != b[i]) exit a[i] "" < b[i] ""',
    fails: { [majors]: 'compares numbers' },
  },
  {
    fault: 'whatever a saved .env sets is taken without a word',
    file: initEnv,
    replace: '[[ " ${declared[*]-} " != *" $name "* ]]',
    by: 'false',
    fails: { [taken]: 'what is for Docker' },
  },
  {
    fault: 'a saved .env that was changed is taken of an unsigned backup',
    file: initEnv,
    replace: '  ./config/.env" "$folder/SHA256SUMS" ||',
    by: '  ./config/.env" "$folder/SHA256SUMS" || true ||',
    fails: { [taken]: 'another .env than was saved' },
  },
  {
    fault: 'a saved .env is taken before anybody asks who made the backup',
    file: initEnv,
    replace: 'check_signature "$folder" "$backup"',
    by: '',
    fails: { [taken]: 'a backup that nobody here signed' },
  },
  {
    fault: 'a saved value brings variables of this shell along',
    file: initEnv,
    replace: `[[ $spelled != "'"* && $spelled == *'$'* ]]`,
    by: 'false',
    fails: { [taken]: 'what Compose would fill in from elsewhere' },
  },
  {
    fault: 'nobody sees the variable that stands behind a closing quote',
    file: 'src/targets/operations/templates/scripts/env.sh.hbs',
    replace: '[[ $rest =~ ^[[:space:]]*(#.*)?$ ]]',
    by: ':',
    fails: {
      [taken]: 'a variable behind a closing quote',
      [doctor]: 'that hides a variable behind a closing quote',
    },
  },
  {
    fault: 'the profiles of the shell start services that nobody asked for',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: " COMPOSE_PROFILES=''",
    by: '',
    fails: {
      'test/targets/operations/scripts/common.test.ts': 'compose decides itself what runs',
    },
  },
  {
    fault: 'a start removes containers that are not described, when the shell says so',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: 'COMPOSE_REMOVE_ORPHANS=false ',
    by: '',
    fails: {
      'test/targets/operations/scripts/common.test.ts': 'compose decides itself what runs',
    },
  },
  {
    fault: 'doctor is silent on what the shell says to Compose',
    file: doctorEnv,
    replace: 'for name in "${!COMPOSE_@}"; do',
    by: 'for name in COMPOSE_FILE; do',
    fails: { [doctor]: 'and what the shell says to Docker' },
  },
  {
    fault: 'doctor is silent on what .env says to what Docker starts',
    file: doctorEnv,
    replace: ' | LD_* | PATH)',
    by: ' | PATH)',
    fails: { [doctor]: 'that has names that nothing reads' },
  },
  {
    fault: 'doctor takes a .env that others read for one that is well',
    file: doctorEnv,
    replace: '-perm 600 -o -perm 400',
    by: '-perm 600 -o -perm 644',
    fails: { [doctor]: 'that is open' },
  },
  {
    fault: 'doctor looks at .env where the shell wins',
    file: doctorEnv,
    replace: 'value=$(printenv "$1") || value=$(env_read "$1")',
    by: 'value=$(env_read "$1")',
    fails: { [doctor]: 'and what the shell says is what is judged' },
  },
  {
    fault: 'doctor does not see a shadowing file that is a link',
    file: doctorEnv,
    replace: ' || [ -L "$file" ]',
    by: '',
    fails: { [doctorMerged]: 'compose.yaml beside the generated file is named' },
  },
  {
    fault: 'doctor does not see a guard that an override takes away',
    file: merged,
    replace: "comm -23 <(grep '^guard '",
    by: "comm -13 <(grep '^guard '",
    fails: { [doctorMerged]: 'what an override file opens is named' },
  },
  {
    fault: 'doctor does not see the socket that an override mounts',
    file: merged,
    replace: 'key == "volumes:" && line ~ /^source: \\//',
    by: 'key == "volumes:" && line ~ /^source: \\/srv/',
    fails: { [doctorMerged]: 'what an override file opens is named' },
  },
  {
    fault: 'doctor asks a registry for a tag that has moved on from its digest',
    file: 'src/targets/operations/templates/scripts/doctor/images.hbs',
    replace: 'set -- "$1" "$name@${2##*@}"',
    by: 'set -- "$1" "$2"',
    fails: {
      'test/targets/operations/scripts/doctor-images.test.ts':
        'with a digest behind the tag: the registry is asked for the digest, for a tag moves on',
    },
  },
  {
    fault: 'the workflow takes compose files that a pull request adds',
    file: 'src/targets/operations/workflow/prepare.ts',
    replace: "export const compose = 'scripts/compose';",
    by: "export const compose = 'docker compose';",
    fails: { 'test/targets/operations/workflow/workflow.test.ts': 'the workflow of a small stack' },
  },
  {
    fault: 'CI looks for secrets by the name of their file alone',
    file: 'src/targets/operations/workflow/committed.ts',
    replace: '...(secrets.length === 0 ?',
    by: '...(secrets.length > 0 ?',
    fails: { 'test/targets/operations/workflow/committed.test.ts': '.env under another name' },
  },
  {
    fault: 'the firewall closes the host to everybody, its operator too',
    file: 'src/targets/operations/templates/scripts/firewall.hbs',
    replace: `      "    iifname != { $(listed "\${interfaces[@]}") } accept" '    ct state`,
    by: "      '    ct state",
    fails: { 'test/targets/operations/scripts/firewall.test.ts': 'the rules, whole' },
  },
  {
    fault: 'no name is found where a cloud answers for them at the address of its metadata service',
    file: 'src/targets/operations/templates/scripts/firewall.hbs',
    replace: "printf '    %s dport 53 accept\\n' udp tcp",
    by: ':',
    fails: { 'test/targets/operations/scripts/firewall.test.ts': 'the rules, whole' },
  },
  {
    fault: 'a bridge of the host itself gets the rules that are for containers',
    file: 'src/targets/operations/templates/scripts/firewall.hbs',
    replace: "in veth* | '*') ;;",
    by: 'in *) continue ;;',
    fails: {
      'test/targets/operations/scripts/firewall.test.ts': 'a bridge on which more than containers is',
    },
  },
  {
    fault: 'what scripts write can be read by everybody',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: 'umask 077',
    by: 'umask 022',
    fails: { [anotherUser]: 'while a backup is made' },
  },
  {
    fault: 'a folder of backups that was open stays open',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: 'chmod 700 -- "$1"',
    by: ':',
    fails: { [swapped]: 'in a folder of backups that was open' },
  },
  {
    fault: 'backups are put into a folder that a stranger made',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: '!= *" $owner "* ]]',
    by: '!= *" "* ]]',
    fails: { [swapped]: 'as a link' },
  },
  {
    fault: 'scripts begin where everybody may exchange their files',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: 'find . -maxdepth 0 -perm -0002 &&',
    by: '',
    fails: { [swapped]: 'is refused where everybody may write into this folder' },
  },
  {
    fault: 'scripts begin where everybody may exchange their folder',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: 'find -H "${around[@]}"',
    by: 'find /dev/null',
    fails: { [swapped]: 'is refused where everybody may write into the folder around it' },
  },
  {
    fault: "a stranger's link is a backup",
    file: 'src/targets/operations/templates/scripts/manifest.sh.hbs',
    replace: '[ ! -L "$folder" ] || no_stranger "$folder"',
    by: '',
    fails: { [swapped]: 'is no backup, though the signature holds behind the link' },
  },
  {
    fault: 'the schedule writes through what somebody left in its place',
    file: 'src/targets/operations/templates/scripts/schedule.hbs',
    replace: 'rm -f -- "${path%/*}/.${path##*/}.new"\n    (set -o noclobber && content "$path"',
    by: '(content "$path"',
    fails: { [swapped]: 'is not followed: ../dest/.shop-test-backup.new' },
  },
  {
    fault: 'a file that was changed by hand is opened for everybody',
    file: 'src/targets/operations/templates/scripts/readable.sh.hbs',
    replace: 'if as_generated "$file"; then',
    by: 'if true; then',
    fails: { [modes]: 'was changed by hand, and may hold a secret' },
  },
  {
    fault: 'what a strict umask keeps from containers stays so',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: "*' run '* | *' create '*) let_containers_read ;;",
    by: "*' run '* | *' create '*) : ;;",
    fails: { [modes]: 'is read by them once something starts' },
  },
  {
    fault: 'doctor passes over what a stranger owns',
    file: 'src/targets/operations/templates/scripts/doctor/modes.hbs',
    replace: 'said=$(run_here ! -uid 0 ! -uid "$(id -u)" ! -uid "$owner")',
    by: "said=''",
    fails: { [modes]: 'what a group may change, and what another user owns' },
  },
  {
    fault: 'only the folders around the one on the disk are looked at, not those of the link',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: '[ -n "$at" ]; do around+=("$at"); done',
    by: 'false; do :; done',
    fails: { [swapped]: 'is refused where everybody may exchange the link by which the folder is called' },
  },
  {
    fault: 'a UUID that is drawn is of no variant',
    file: 'src/targets/operations/templates/scripts/secrets/drawing.hbs',
    replace: '& 3 | 8))',
    by: '))',
    fails: { 'test/targets/operations/scripts/init-env.test.ts': 'are drawn so that doctor takes them' },
  },
  {
    fault: 'a store that lets nobody in without the password before is told the new one alone',
    file: 'src/targets/operations/templates/scripts/rotate.hbs',
    replace: `printf '%s\\n' "$value" "$other"`,
    by: `printf '%s\\n' "$value"`,
    fails: { 'test/targets/operations/scripts/rotate.test.ts': 'a store is told the new one' },
  },
];

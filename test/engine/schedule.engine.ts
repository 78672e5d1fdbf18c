import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Host } from './support/host.ts';

// cron ends a command at a percent sign, a shell at a quote, and systemd knows percent signs of its own.
const folder = `/srv/it's "the" 100% $HOME folder`;

/** The owner of .env is who deploys; what runs notes down who it is and where. */
const prepare = `
  useradd --create-home deploy 2>/dev/null
  touch .env && chmod 600 .env
  for script in prune-backups backup restore-drill; do
    printf '#!/bin/bash\\necho "%s $(id -un) $PWD" >>backups/ran\\n' "$script" >"scripts/$script"
  done
  chown -R deploy: . && chmod 755 /srv`;
const ran = (script: string) => `${script} deploy ${folder}\n`;

describe('a host where systemd runs', () => {
  let host: Host;
  beforeAll(() => {
    host = new Host([], folder, 'out/posthog/production');
    host.until('systemctl list-units >/dev/null 2>&1', 60);
    host.sh(prepare);
  });
  afterAll(() => host.dispose());

  it('reads the units without a word', () => {
    expect(host.sh('make --silent schedule')).toContain('The schedule of posthog-production is installed');
    const { code, out, err } = host.run('systemd-analyze verify /etc/systemd/system/posthog-production-*');
    expect({ code, said: out + err }).toEqual({ code: 0, said: '' });
  });

  it('waits for both times', () => {
    const timers = host.sh('systemctl list-timers --all --no-pager');
    expect(timers).toMatch(
      / 03:00:00 \S+ .*posthog-production-backup\.timer +posthog-production-backup\.service/,
    );
    expect(timers).toMatch(
      /-01 06:00:00 \S+ .*posthog-production-drill\.timer +posthog-production-drill\.service/,
    );
    expect(host.sh('scripts/schedule show')).toContain('Schedule: installed, systemd.\n');
  });

  it('runs what it must in the folder, as who deploys, and keeps its output', () => {
    host.sh('systemctl start posthog-production-backup.service');
    expect(host.sh('cat backups/ran')).toBe(ran('prune-backups') + ran('backup'));
    expect(host.sh('stat -c %U backups/.last-backup')).toBe('deploy\n');
    expect(host.sh('journalctl --no-pager --unit posthog-production-backup')).toMatch(
      /backup of posthog-production ended at .* with 0\./,
    );
    host.sh('rm backups/ran; systemctl start posthog-production-drill.service');
    expect(host.sh('cat backups/ran')).toBe(ran('restore-drill'));
  });

  it('a run that fails is a failed unit', () => {
    host.sh(`printf '#!/bin/bash\\nexit 1\\n' >scripts/backup`);
    expect(host.run('systemctl start posthog-production-backup.service').code).not.toBe(0);
    expect(host.sh('systemctl is-failed posthog-production-backup.service')).toBe('failed\n');
    expect(host.sh('scripts/schedule show')).toMatch(/backup: last .*, FAILED with 1; next /);
  });

  it('a changed time is taken once the schedule is installed again; another run changes nothing', () => {
    host.sh("sed -i 's/^backup_at=.*/backup_at=04:30/' scripts/schedule");
    expect(host.run('scripts/schedule installed').code).toBe(1);
    host.sh('make --silent schedule');
    expect(host.sh('systemctl list-timers --all --no-pager')).toMatch(
      / 04:30:00 .*posthog-production-backup\.timer/,
    );
    expect(host.sh('make --silent schedule')).not.toContain('Wrote');
    expect(host.run('scripts/schedule installed').code).toBe(0);
  });

  it('forgets all of it', () => {
    host.sh('make --silent unschedule');
    expect(host.sh('systemctl list-timers --all --no-pager; ls /etc/systemd/system')).not.toContain(
      'posthog',
    );
  });
});

describe('a host with cron alone', () => {
  let host: Host;
  beforeAll(() => {
    host = new Host(['cron', '-f'], folder, 'out/posthog/production');
    host.sh(prepare);
  });
  afterAll(() => host.dispose());

  it('runs it at its time', () => {
    // The next minute may be over before cron has seen the file.
    host.sh(`sed -i "s/^backup_at=.*/backup_at=$(date -d '+70 seconds' +%H:%M)/" scripts/schedule`);
    expect(host.sh('make --silent schedule')).not.toContain('systemd');
    host.until('grep -q ^backup backups/ran 2>/dev/null && [ -s backups/.last-backup ]', 150);
    expect(host.sh('cat backups/ran')).toBe(ran('prune-backups') + ran('backup'));
    expect(host.sh('stat -c %U backups/.last-backup')).toBe('deploy\n');
    expect(host.sh('cat backups/.schedule.log')).toMatch(/backup of posthog-production ended at .* with 0\./);
  });
});

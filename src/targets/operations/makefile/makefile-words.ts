import type { Language, Words } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';

/** What `make help` says of the targets that every stack has, and the headings above them. `%s`: the application. */
const words = {
  setUp: {
    en: 'Set up',
    id: 'Persiapan',
  },
  help: {
    en: 'List the targets',
    id: 'Menampilkan daftar target',
  },
  init: {
    en: 'Make .env, or add what it lacks: secrets are drawn, what is set stays; or those of BACKUP=...',
    id: 'Membuat .env atau melengkapinya: secret dibuat acak, yang sudah ada tetap; atau dari BACKUP=...',
  },
  doctor: {
    en: 'Check what usually goes wrong before a deploy',
    id: 'Memeriksa hal yang biasanya salah sebelum deploy',
  },
  config: {
    en: 'Check docker-compose.yml with .env, and print it without the values of .env',
    id: 'Memeriksa docker-compose.yml dengan .env, dan menampilkannya tanpa nilai dari .env',
  },
  build: {
    en: 'Build our own images',
    id: 'Membangun image sendiri',
  },
  pull: {
    en: 'Pull all other images',
    id: 'Mengambil semua image lain',
  },
  firewall: {
    en: 'Keep the containers from this host and from metadata services, but ALLOW=...; needs root',
    id: 'Menutup host ini dan layanan metadata bagi container, kecuali ALLOW=...; perlu root',
  },
  unfirewall: {
    en: 'Take these rules away again; needs root',
    id: 'Mencabut aturan itu kembali; perlu root',
  },
  startAndStop: {
    en: 'Start and stop',
    id: 'Menjalankan dan menghentikan',
  },
  start: {
    en: 'Start everything, in order, and wait until it is healthy; or SERVICE=... and what it waits for',
    id: 'Menjalankan semuanya sesuai urutan, dan menunggu sampai sehat; atau SERVICE=... dan yang ditunggunya',
  },
  stop: {
    en: 'Stop everything, or SERVICE=...; containers and data stay',
    id: 'Menghentikan semuanya, atau SERVICE=...; container dan data tetap ada',
  },
  restart: {
    en: 'Stop and start everything, or SERVICE=...',
    id: 'Menghentikan lalu menjalankan semuanya, atau SERVICE=...',
  },
  rotate: {
    en: 'Draw SECRET=... anew, set it in its store, start its readers again; asks for the name of the project',
    id: 'Membuat SECRET=... baru, memasangnya di penyimpanannya, menjalankan ulang pembacanya; meminta nama project',
  },
  down: {
    en: 'Remove the containers; the data stays',
    id: 'Menghapus container; data tetap ada',
  },
  run: {
    en: 'Run',
    id: 'Job',
  },
  lookInside: {
    en: 'Look inside',
    id: 'Melihat ke dalam',
  },
  status: {
    en: 'Show the containers and their health',
    id: 'Menampilkan container dan kesehatannya',
  },
  drift: {
    en: 'Say what runs or lies here otherwise than described; fails then, for a monitoring system',
    id: 'Menyebut apa yang berjalan atau ada di sini tidak seperti yang dideskripsikan; lalu gagal, untuk pemantauan',
  },
  diskUsage: {
    en: 'Show what takes the disk: volumes, backups, images',
    id: 'Menampilkan pemakaian disk: volume, backup, image',
  },
  logs: {
    en: 'Follow the logs; SERVICE=... for one service, TAIL=... for how many lines',
    id: 'Mengikuti log; SERVICE=... untuk satu service, TAIL=... untuk jumlah baris',
  },
  shell: {
    en: 'Open a shell in %s, or in SERVICE=...',
    id: 'Membuka shell di %s, atau di SERVICE=...',
  },
  smokeTest: {
    en: 'Ask the running system what it must be able to answer',
    id: 'Menguji apakah sistem yang berjalan menjawab sebagaimana mestinya',
  },
  backupsAndUpgrades: {
    en: 'Backups and upgrades',
    id: 'Backup dan upgrade',
  },
  backup: {
    en: 'Make a backup',
    id: 'Membuat backup',
  },
  backups: {
    en: 'List the backups',
    id: 'Menampilkan daftar backup',
  },
  verifyBackup: {
    en: 'Check that a backup is whole: BACKUP=..., else the newest',
    id: 'Memeriksa keutuhan backup: BACKUP=..., atau yang terbaru',
  },
  restore: {
    en: 'Bring back BACKUP=...; asks for the name of the project',
    id: 'Memulihkan BACKUP=...; meminta nama project',
  },
  restoreDrill: {
    en: 'Restore BACKUP=..., else the newest, beside the running system, and compare',
    id: 'Memulihkan BACKUP=..., atau yang terbaru, di samping sistem yang berjalan, lalu membandingkan',
  },
  pruneBackups: {
    en: 'Delete the backups that are older than they need to be',
    id: 'Menghapus backup yang sudah lewat masa simpannya',
  },
  checkBackup: {
    en: 'Fail when the newest backup is late; for a monitoring system',
    id: 'Gagal jika backup terbaru terlambat; untuk sistem pemantauan',
  },
  schedule: {
    en: 'Install the daily backup and the monthly drill on this host; needs root',
    id: 'Memasang backup harian dan latihan restore bulanan di host ini; perlu root',
  },
  unschedule: {
    en: 'Take both away again; needs root',
    id: 'Mencabut keduanya kembali; perlu root',
  },
  scheduleJobs: {
    en: 'Install the timers of the jobs on this host, and those of backups where they are due by themselves; needs root',
    id: 'Memasang timer untuk job di host ini, dan untuk backup jika terjadwal; perlu root',
  },
  unscheduleJobs: {
    en: 'Take all of them away again; needs root',
    id: 'Mencabut semuanya kembali; perlu root',
  },
  offsiteInit: {
    en: 'Make the repository that OFFSITE_REPOSITORY names, once',
    id: 'Membuat repositori yang disebut OFFSITE_REPOSITORY, satu kali',
  },
  backupOffsite: {
    en: 'Send the backups that are not there yet to OFFSITE_REPOSITORY',
    id: 'Mengirim backup yang belum ada di OFFSITE_REPOSITORY',
  },
  offsiteBackups: {
    en: 'List the backups that are off site',
    id: 'Menampilkan backup yang ada di tempat lain',
  },
  offsiteFetch: {
    en: 'Bring BACKUP=... back from there, or BACKUP=latest; then restore it',
    id: 'Mengambil kembali BACKUP=..., atau BACKUP=latest; setelah itu restore',
  },
  offsiteCheck: {
    en: 'Read everything that is off site, and find what is damaged',
    id: 'Membaca semua yang ada di tempat lain, dan menemukan yang rusak',
  },
  plan: {
    en: 'Say what a start would change here, and which data are at risk; changes nothing',
    id: 'Menyebut apa yang akan diubah oleh start di sini, dan data yang terancam; tidak mengubah apa pun',
  },
  upgrade: {
    en: 'Move the running system to these files: check, pull, back up, start',
    id: 'Memindahkan sistem yang berjalan ke versi berkas ini: periksa, ambil image, backup, jalankan',
  },
  rollback: {
    en: 'Go back to what ran before; RESTORE=yes with its data; asks for the name of the project',
    id: 'Kembali ke yang berjalan sebelumnya; RESTORE=yes beserta datanya; meminta nama project',
  },
  releases: {
    en: 'List what ran before, which an upgrade keeps',
    id: 'Menampilkan yang berjalan sebelumnya, yang disimpan oleh upgrade',
  },
  adopt: {
    en: 'Take over the data of another project, FROM=...',
    id: 'Mengambil alih data project lain, FROM=...',
  },
  archive: {
    en: "; TAR=... is an archive of %s's volume",
    id: '; TAR=... adalah arsip volume %s',
  },
  danger: {
    en: 'Danger',
    id: 'Berbahaya',
  },
  destroy: {
    en: 'Delete the containers and all data; asks for the name of the project',
    id: 'Menghapus container dan semua data; meminta nama project',
  },
} as const satisfies Record<string, Words>;

/** Of the targets that start a phase. `%s`: its services, or what its jobs do. */
export const phaseWords = {
  start: {
    en: 'Start %s; wait until healthy',
    id: 'Menjalankan %s; menunggu sampai sehat',
  },
  startSome: {
    en: 'Start %s; wait until healthy, or running without a health check',
    id: 'Menjalankan %s; menunggu sampai sehat, atau berjalan jika tanpa pemeriksaan kesehatan',
  },
  startSilent: {
    en: 'Start %s; wait until running',
    id: 'Menjalankan %s; menunggu sampai berjalan',
  },
  run: {
    en: '%s, now and in any case',
    id: '%s, sekarang dan dalam keadaan apa pun',
  },
} as const satisfies Record<string, Words>;

/** All of them, for who asks which of them a language has. */
export const makefileSentences: readonly Words[] = [...Object.values(words), ...Object.values(phaseWords)];

/**
 * The same, in one language.
 * @param archived the product whose volume may come from an archive
 */
export function makefileWords(
  language: Language,
  application: string,
  archived: string | undefined,
): Readonly<Record<string, string>> {
  const { archive, ...others } = words;
  const spoken = Object.entries(others).map(([name, word]) => [
    name,
    said(word, language).replace('%s', () => application),
  ]);
  if (archived === undefined) return Object.fromEntries(spoken);
  const adopt = `${said(words.adopt, language)}${said(archive, language).replace('%s', () => archived)}`;
  return { ...Object.fromEntries(spoken), adopt };
}

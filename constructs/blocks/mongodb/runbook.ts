import type { Trouble } from '../../core/trouble.ts';

/** How room is made in the volume. */
export const roomForDocuments = {
  en: 'In `mongosh`, `db.stats()` and `db.<collection>.stats()` say what is large. What is deleted makes room for new documents; `compact` gives it back to the host.',
  id: 'Di `mongosh`, `db.stats()` dan `db.<collection>.stats()` menunjukkan isinya yang besar. Yang dihapus memberi tempat bagi dokumen baru; `compact` mengembalikannya ke host.',
};

/** @see https://www.mongodb.com/docs/manual/administration/production-notes/#x86_64 */
export function noAvx(id: string): Trouble {
  return {
    symptom: {
      en: `\`${id}\` ends with 132 as soon as it starts`,
      id: `\`${id}\` berakhir dengan kode 132 begitu dijalankan`,
    },
    mend: {
      en: 'MongoDB 5 and later want a processor with AVX, and that of this host has none, or its virtual machine hides it. This prints `avx` where it is there:',
      id: 'MongoDB 5 ke atas memerlukan prosesor dengan AVX, dan prosesor host ini tidak memilikinya atau mesin virtualnya menyembunyikannya. Perintah ini mencetak `avx` jika ada:',
    },
    commands: ['grep -m 1 -ow avx /proc/cpuinfo'],
    afterwards: {
      en: 'Let the virtual machine have the type of the host (`host` in Proxmox and libvirt), or move to another host.',
      id: 'Beri mesin virtual tipe prosesor milik host (`host` di Proxmox dan libvirt), atau pindah ke host lain.',
    },
  };
}

/** @see https://www.mongodb.com/docs/manual/reference/command/setFeatureCompatibilityVersion/ */
export function compatibility(id: string, console: string): Trouble {
  return {
    symptom: {
      en: `After an upgrade \`${id}\` does not start and logs \`featureCompatibilityVersion\``,
      id: `Setelah upgrade, \`${id}\` tidak berjalan dan lognya menyebut \`featureCompatibilityVersion\``,
    },
    mend: {
      en: 'A version reads the data of the one before it alone: from 6.0 to 7.0, from there to 8.0, and in each the step is finished before the next begins. Go back to the version before and bring the last backup back. Where it runs, in its console:',
      id: 'Sebuah versi hanya membaca data satu versi sebelumnya: dari 6.0 ke 7.0, lalu ke 8.0, dan tiap langkah diselesaikan sebelum langkah berikutnya. Kembalilah ke versi sebelumnya dan kembalikan backup terakhir. Setelah berjalan, di konsolnya:',
    },
    commands: [`make ${console}`],
    afterwards: {
      en: '`db.adminCommand({ getParameter: 1, featureCompatibilityVersion: 1 })` says where the data are; `db.adminCommand({ setFeatureCompatibilityVersion: "7.0", confirm: true })` finishes a step to 7.0. Before 7.0 there is no `confirm`.',
      id: '`db.adminCommand({ getParameter: 1, featureCompatibilityVersion: 1 })` menunjukkan versi datanya; `db.adminCommand({ setFeatureCompatibilityVersion: "7.0", confirm: true })` menyelesaikan langkah ke 7.0. Sebelum 7.0 tidak ada `confirm`.',
    },
  };
}

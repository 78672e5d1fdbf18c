import { Secret, Variable } from '../../constructs/index.ts';

const site = { en: 'Site', id: 'Situs' };

/** What the operators of PostHog choose per host, and the one secret that belongs to PostHog itself. */
export const domain = new Variable('DOMAIN', {
  group: site,
  description: {
    en: 'Host name that users type, without scheme or path. Its DNS record points at this host.',
    id: 'Nama host yang diketik pengguna, tanpa skema dan path. DNS-nya mengarah ke host ini.',
  },
  example: 'posthog.example.com',
  pattern: '([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}',
});

export const acmeEmail = new Variable('ACME_EMAIL', {
  group: site,
  description: {
    en: "E-mail address of the account at the certificate authority. Let's Encrypt needs none and writes to nobody; with one, Caddy also asks ZeroSSL when Let's Encrypt gives no certificate.",
    id: "Alamat e-mail akun di otoritas sertifikat. Let's Encrypt tidak memerlukannya dan tidak mengirim e-mail; jika diisi, Caddy juga meminta sertifikat ke ZeroSSL saat Let's Encrypt tidak memberikannya.",
  },
  default: '',
  example: 'ops@example.com',
  pattern: '[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+',
});

export const secretKey = new Secret('SECRET_KEY', {
  group: site,
  description: {
    en: 'Signs sessions and links. When it changes, everybody must log in again and sent links die.',
    id: 'Menandatangani sesi dan tautan. Jika berubah, semua pengguna harus login ulang dan tautan terkirim tidak berlaku.',
  },
});

const group = { en: 'E-mail', id: 'E-mail' };

/** Seed PostHog's e-mail settings; what is saved in its user interface later wins. */
export const emailEnv = {
  EMAIL_HOST: new Variable('EMAIL_HOST', {
    group,
    description: {
      en: 'SMTP server; empty sends no e-mail.',
      id: 'Server SMTP; kosong berarti tidak ada e-mail yang dikirim.',
    },
    default: '',
    example: 'smtp.example.com',
  }),
  EMAIL_PORT: new Variable('EMAIL_PORT', {
    group,
    description: { en: 'Port of the SMTP server.', id: 'Port server SMTP.' },
    default: '587',
    pattern: '[0-9]+',
  }),
  EMAIL_HOST_USER: new Variable('EMAIL_HOST_USER', {
    group,
    description: { en: 'User at the SMTP server.', id: 'Pengguna di server SMTP.' },
    default: '',
  }),
  EMAIL_HOST_PASSWORD: new Variable('EMAIL_HOST_PASSWORD', {
    group,
    description: { en: 'Password at the SMTP server.', id: 'Kata sandi di server SMTP.' },
    default: '',
  }),
  EMAIL_USE_TLS: new Variable('EMAIL_USE_TLS', {
    group,
    description: {
      en: 'Upgrade the connection to TLS (STARTTLS): true or false.',
      id: 'Naikkan koneksi ke TLS (STARTTLS): true atau false.',
    },
    default: 'true',
    pattern: 'true|false',
  }),
  EMAIL_DEFAULT_FROM: new Variable('EMAIL_DEFAULT_FROM', {
    group,
    description: { en: 'Sender of every e-mail.', id: 'Pengirim semua e-mail.' },
    default: '',
    example: 'posthog@example.com',
  }),
} as const;

export const sentryDsn = new Variable('SENTRY_DSN', {
  group: { en: 'Monitoring', id: 'Pemantauan' },
  description: {
    en: 'Where errors are reported to; empty reports none.',
    id: 'Tujuan laporan galat; kosong berarti tidak ada laporan.',
  },
  default: '',
});

export const disableMmdb = new Variable('DISABLE_MMDB', {
  group: 'Ingestion',
  description: {
    en: 'Switch GeoIP off: true or false. On, the plugin server fetches the database of places from PostHog into PostgreSQL when it starts, and again every four hours while its copy is older than 45 days. Off, new events have no country and no city: for hosts without a way out.',
    id: 'Matikan GeoIP: true atau false. Jika aktif, plugin server mengunduh basis data lokasi dari PostHog ke PostgreSQL saat mulai, dan mengulanginya setiap empat jam selama salinannya lebih tua dari 45 hari. Jika dimatikan, event baru tidak memiliki negara dan kota: untuk host tanpa akses keluar.',
  },
  default: 'false',
  pattern: 'true|false',
});

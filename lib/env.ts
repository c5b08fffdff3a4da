import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type Provider, providersIn } from './elsewhere/providers.ts'
import { Fault } from './errors.ts'
import { isNetwork } from './http/networks.ts'
import { issuesOf } from './http/parse.ts'
import { type TrustedProxies, trustedProxies } from './http/trusted-proxies.ts'
import { settings as instanceSettings } from './instance/schema.ts'
import { type Allowed, longestPassword, messageBytes, mostParticipants, standard } from './limits.ts'
import { misspelt } from './misspelt.ts'
import { redisAddress } from './redis/address.ts'
import { oneLine } from './text/signs.ts'

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
const count = (standard: number) => z.coerce.number().int().positive().default(standard)
const between = (standard: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(standard)
const units = { m: 60_000, h: 3_600_000, d: 86_400_000 }
/** `30m`, `12h`, `7d`; becomes milliseconds. */
const duration = (standard: string, least: number) =>
  z
    .string()
    .default(standard)
    .transform((text) => {
      const [, count = '', unit = 'm'] = /^(\d{1,6})([mhd])$/.exec(text.trim()) ?? []
      return Number(count) * units[unit as keyof typeof units]
    })
    .refine((ms) => ms >= least, { message: `must be a time as 30m, 12h or 7d, at least ${least / 60_000}m` })
const yes = z
  .enum(['', '0', '1', 'true', 'false'])
  .default('')
  .transform((value) => value === '1' || value === 'true')
const numbers = (text: string) => text.split(',').map(Number)
const iceUrl = (...schemes: string[]) =>
  list.refine((urls) => urls.every((url) => schemes.some((scheme) => url.startsWith(scheme))), {
    message: `every entry must start with ${schemes.join(' or ')}`,
  })

/** `Rooms <rooms@example.org>`, or the address alone. */
function senderOf(text: string): { name: string; address: string } {
  const at = text.lastIndexOf('<')
  if (at < 0 || !text.trimEnd().endsWith('>')) return { name: '', address: text.trim() }
  const name = text
    .slice(0, at)
    .trim()
    .replace(/^"(.*)"$/, '$1')
  return { name: oneLine(name), address: text.slice(at + 1, text.lastIndexOf('>')).trim() }
}

/** What the environment leaves open of these, an admin may decide (lib/instance/settings.ts). */
const settable = instanceSettings.shape

/** Every setting of the process. The README's table says the same in words. */
const settings = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().optional(),
    DATA_DIR: z.string().default('data'),
    DATABASE_URL: z
      .string()
      .default('')
      .refine((url) => /^($|file:|postgres(ql)?:\/\/)/.test(url), 'must start with file: or postgres://'),
    DATABASE_DIRECT_URL: z
      .union([z.literal(''), z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })])
      .default(''),
    BACKUP_DIR: z
      .string()
      .default('')
      .transform((folder) => (folder === '' ? '' : resolve(folder))),
    BACKUP_EVERY: duration('24h', 600_000),
    BACKUP_KEEP: between(7, 1, 1_000),
    SQLITE_SYNCHRONOUS: z.enum(['NORMAL', 'FULL']).default('NORMAL'),
    REDIS_URL: z
      .string()
      .default('')
      .refine(
        (url) => url === '' || redisAddress(url) !== null,
        'must be redis://host, redis+sentinel://host,host/name or redis+cluster://host,host, or the same with rediss',
      ),
    PUBLIC_URL: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'must be an http(s):// address' })])
      .default('')
      .refine(
        (url) => (URL.parse(url)?.pathname ?? '/') === '/',
        'must have no path: Rooms needs a host name of its own',
      ),
    TRUST_PROXY: z
      .string()
      .default('')
      .transform(trustedProxies)
      .refine((proxies) => proxies !== null, 'must be 1, or addresses and networks, as 10.1.0.0/16'),
    INSTANCE_NAME: settable.name.removeDefault().optional(),
    REGISTRATION: settable.registration.removeDefault().optional(),
    PASSWORD_SIGN_IN: z.enum(['on', 'off']).default('on'),
    GOOGLE_CLIENT_ID: z.string().default(''),
    GOOGLE_CLIENT_SECRET: z.string().default(''),
    GITHUB_CLIENT_ID: z.string().default(''),
    GITHUB_CLIENT_SECRET: z.string().default(''),
    GITHUB_URL: z.string().default('https://github.com'),
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    STUN_URLS: iceUrl('stun:', 'stuns:'),
    TURN_URLS: iceUrl('turn:', 'turns:'),
    TURN_SECRET: z.string().optional(),
    FILES_S3_BUCKET: z.string().default(''),
    FILES_S3_ENDPOINT: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'must be an http(s):// address' })])
      .default(''),
    FILES_S3_REGION: z.string().default('us-east-1'),
    FILES_S3_ACCESS_KEY_ID: z.string().default(''),
    FILES_S3_SECRET_ACCESS_KEY: z.string().default(''),
    SMTP_URL: z
      .union([z.literal(''), z.url({ protocol: /^smtps?$/, error: 'must be an smtp(s):// address' })])
      .default(''),
    MAIL_FROM: z
      .string()
      .default('')
      .transform(senderOf)
      .refine((from) => from.address === '' || z.email().safeParse(from.address).success, {
        message: 'must be an address, as rooms@example.org or Rooms <rooms@example.org>',
      }),
    LINK_PREVIEWS: z.enum(['on', 'off']).default('on'),
    LINK_PREVIEW_PORTS: z
      .string()
      .default('80,443')
      .transform(numbers)
      .refine((ports) => ports.every((port) => port > 0 && port < 65_536), 'must be ports'),
    LINK_PREVIEW_NETWORKS: list.refine((networks) => networks.every(isNetwork), {
      message: 'every entry must be a network, as 10.1.0.0/16',
    }),
    METRICS_TOKEN: z
      .union([z.literal(''), z.string().min(16, 'must have at least 16 characters')])
      .default(''),
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'must be an http(s):// address' })])
      .default(''),
    OTEL_SERVICE_NAME: z.string().default('rooms'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    LOG_DIR: z
      .string()
      .default('')
      .transform((folder) => (folder === '' ? '' : resolve(folder))),
    LOG_FILE_BYTES: count(20_971_520),
    LOG_KEEP: between(14, 1, 1_000),
    SENTRY_DSN: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'must be an http(s):// address' })])
      .default('')
      .refine(
        (url) => url === '' || /^https?:\/\/\w+(:\w+)?@[^/]+\/(.+\/)?\d+$/.test(url),
        'must be as Sentry gives it: https://KEY@HOST/PROJECT',
      ),
    ROOMS_FAULTS: yes,
    DRAIN_MS: z.coerce.number().int().min(0).max(8_000).default(1_500),
    LIMIT_MESSAGE_CHARS: between(standard.messageChars, 1, 100_000),
    LIMIT_ROOM_NAME_CHARS: between(standard.roomNameChars, 1, 1_000),
    LIMIT_USER_NAME_CHARS: between(standard.userNameChars, 1, 1_000),
    LIMIT_DESCRIPTION_CHARS: between(standard.descriptionChars, 0, 10_000),
    LIMIT_PASSWORD_MIN_CHARS: between(standard.passwordChars.min, 8, 64),
    // At least 64, because NIST SP 800-63B-4, 3.1.1.2, wants long
    // passphrases to fit; so it is never below the least.
    LIMIT_PASSWORD_MAX_CHARS: between(standard.passwordChars.max, 64, longestPassword),
    // The size of a file is kept in 32 bits.
    LIMIT_UPLOAD_BYTES: between(standard.uploadBytes, 1, 2_147_483_647),
    LIMIT_FILES_PER_MESSAGE: between(standard.filesPerMessage, 1, 100),
    LIMIT_UPLOADS_PER_MIN: count(60),
    // Ten files of the largest size, which one message may hold.
    LIMIT_UNSENT_BYTES: count(1_073_741_824),
    LIMIT_STORAGE_BYTES: z.coerce.number().int().min(0).default(0),
    LIMIT_PREVIEWS_PER_MIN: count(30),
    LIMIT_MESSAGES_PER_5S: count(20),
    LIMIT_CHANGES_PER_5S: count(100),
    LIMIT_SEARCHES_PER_10S: count(50),
    LIMIT_REQUESTS_PER_10S: count(1_000),
    LIMIT_REQUESTS_PER_10S_PER_ADDRESS: count(10_000),
    LIMIT_PAGES_PER_10S_PER_ADDRESS: count(1_000),
    LIMIT_ROOMS_PER_10MIN: count(60),
    LIMIT_ADDITIONS_PER_10MIN: count(200),
    LIMIT_SIGN_IN_FAILURES: count(10),
    LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: count(100),
    LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: count(100),
    LIMIT_REGISTRATIONS_PER_10MIN: count(600),
    LIMIT_MAILS_PER_HOUR: count(5),
    LIMIT_MAILS_PER_HOUR_PER_ADDRESS: count(50),
    LIMIT_SOCKET_FRAME_BYTES: count(131_072),
    LIMIT_SOCKETS_PER_USER: count(20),
    LIMIT_SOCKET_BUFFER_BYTES: count(1_048_576),
    LIMIT_COMMANDS_PER_SECOND: count(100),
    LIMIT_SIGNALS_PER_SECOND: count(60),
    LIMIT_SIGNALS_BURST: count(200),
    LIMIT_CALL_PARTICIPANTS: between(8, 2, mostParticipants),
    LIMIT_CALL_VIDEO: count(6),
  })
  .refine((env) => env.REDIS_URL === '' || env.DATABASE_URL.startsWith('postgres'), {
    path: ['REDIS_URL'],
    message: 'needs PostgreSQL: several processes cannot share an embedded database',
  })
  .refine((env) => env.DATABASE_DIRECT_URL === '' || env.DATABASE_URL.startsWith('postgres'), {
    path: ['DATABASE_DIRECT_URL'],
    message: 'needs DATABASE_URL of the same PostgreSQL, by way of PgBouncer',
  })
  .refine((env) => env.TURN_URLS.length === 0 || env.TURN_SECRET, {
    path: ['TURN_SECRET'],
    message: 'is needed with TURN_URLS',
  })
  .refine(
    (env) =>
      env.FILES_S3_BUCKET === '' ||
      (env.FILES_S3_ENDPOINT && env.FILES_S3_ACCESS_KEY_ID && env.FILES_S3_SECRET_ACCESS_KEY),
    {
      path: ['FILES_S3_BUCKET'],
      message: 'needs FILES_S3_ENDPOINT, FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY',
    },
  )
  .refine((env) => !env.ROOMS_FAULTS || (env.REGISTRATION ?? 'open') !== 'open', {
    path: ['ROOMS_FAULTS'],
    message:
      'breaks things on purpose, for tests: set REGISTRATION to closed or invite, so that nobody else comes in',
  })
  .refine((env) => env.SMTP_URL === '' || env.MAIL_FROM.address !== '', {
    path: ['MAIL_FROM'],
    message: 'is needed with SMTP_URL',
  })
  .refine((env) => env.SMTP_URL === '' || env.PUBLIC_URL !== '', {
    path: ['PUBLIC_URL'],
    message: 'is needed with SMTP_URL: links in mails lead to it',
  })
  .refine((env) => env.LIMIT_SOCKET_FRAME_BYTES >= messageBytes(env.LIMIT_MESSAGE_CHARS), {
    path: ['LIMIT_SOCKET_FRAME_BYTES'],
    message: 'must be at least 6 × LIMIT_MESSAGE_CHARS + 4096, so that every message fits',
  })

export type Env = Omit<z.output<typeof settings>, 'TRUST_PROXY'> & {
  /** Which proxies are believed. */
  TRUST_PROXY: TrustedProxies

  /** Where people can sign in besides here, as OIDC_…, GOOGLE_… and GITHUB_… name them. */
  providers: Provider[]
}

/** Variables that look like settings, and are none. */
export const misspeltIn = (source: Record<string, string | undefined> = process.env) =>
  misspelt(Object.keys(source), Object.keys(settings.shape))

/** The settings, checked. Throws one error that lists every fault by variable. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const checked = settings.safeParse(given)
  const { providers, faults: ofProviders } = providersIn(given)
  if (given.PASSWORD_SIGN_IN === 'off' && providers.length === 0)
    ofProviders.push({
      path: 'PASSWORD_SIGN_IN',
      message: 'is off, and nobody could sign in: it needs a provider (OIDC_…, GOOGLE_… or GITHUB_…)',
    })
  if (checked.success && ofProviders.length === 0) return { ...checked.data, providers }
  const issues = [...(checked.success ? [] : issuesOf(checked.error)), ...ofProviders]
  const faults = issues.map(({ path, message }) => `  ${path}: ${message}`)
  throw new Fault(`Rooms cannot start with these settings:\n${faults.join('\n')}`)
}

/** Of the settings, what pages and programs are told. */
export const allowedBy = (env: Env): Allowed => ({
  messageChars: env.LIMIT_MESSAGE_CHARS,
  roomNameChars: env.LIMIT_ROOM_NAME_CHARS,
  userNameChars: env.LIMIT_USER_NAME_CHARS,
  descriptionChars: env.LIMIT_DESCRIPTION_CHARS,
  passwordChars: { min: env.LIMIT_PASSWORD_MIN_CHARS, max: env.LIMIT_PASSWORD_MAX_CHARS },
  uploadBytes: env.LIMIT_UPLOAD_BYTES,
  filesPerMessage: env.LIMIT_FILES_PER_MESSAGE,
  linkPreviews: env.LINK_PREVIEWS === 'on',
})

/** What Next and next-auth take from the environment, and from nowhere else. */
export function setUpNext(dev: boolean): void {
  Object.assign(process.env, {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // next-auth believes the forwarded host: lib/http/intake.ts sets it, not the caller.
    AUTH_TRUST_HOST: '1',
    // What was read when it was built, as the server has it that Next makes for `output: 'standalone'`: to
    // read next.config.ts again takes its compiler, some 50 MB.
    ...(!dev && { __NEXT_PRIVATE_STANDALONE_CONFIG: builtConfig() }),
  })
}

function builtConfig(): string {
  if (!existsSync(builtFiles)) throw new Fault('The pages are not built: run `npm start`.')
  return JSON.stringify(JSON.parse(readFileSync(builtFiles, 'utf8')).config)
}
const builtFiles = '.next/required-server-files.json'

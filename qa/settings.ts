import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'

const words = z.string().trim().min(1).optional()

/** What the kit is told by the environment; docs/qa.md says the same in words. */
const settings = z
  .object({
    BASE_URL: z.url({ protocol: /^https?$/, error: 'must be the http(s):// address of an instance' }),
    QA_ADMIN_EMAIL: words,
    QA_ADMIN_PASSWORD: words,
    QA_ADMIN_TOKEN: words,
    QA_STORAGE_STATE: words,
    QA_INVITATION: words,
    QA_FAULTS: words,
    QA_EMAIL: words.refine((email) => email === undefined || /^[^@]*\*[^@]*@[^@]+$/.test(email), {
      message: 'must be an email with a *, as qa+*@example.org',
    }),
    QA_FOLDER: z.string().default('qa-report'),
    QA_JOURNAL: z.string().default('.qa'),
    QA_FLOWS: z.string().default('qa/flows'),
    QA_INSECURE: z.string().optional(),
    QA_SHARD: z.string().optional(),
    QA_RUN: z.string().regex(/^\w+$/).optional(),
  })
  .refine((env) => (env.QA_ADMIN_EMAIL === undefined) === (env.QA_ADMIN_PASSWORD === undefined), {
    path: ['QA_ADMIN_PASSWORD'],
    message: 'goes with QA_ADMIN_EMAIL',
  })

export type QaSettings = ReturnType<typeof readSettings>

/** Throws one error that names every fault by its variable. */
export function readSettings(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const checked = settings.safeParse(given)
  if (!checked.success) {
    const faults = checked.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new Error(`The kit cannot begin with these settings:\n${faults.join('\n')}`)
  }
  const env = checked.data
  const admin =
    env.QA_ADMIN_EMAIL && env.QA_ADMIN_PASSWORD
      ? { email: env.QA_ADMIN_EMAIL, password: env.QA_ADMIN_PASSWORD }
      : undefined
  return {
    url: new URL(env.BASE_URL).origin,
    given: {
      admin,
      adminToken: env.QA_ADMIN_TOKEN,
      storageState: env.QA_STORAGE_STATE,
      invitation: env.QA_INVITATION,
    },
    /** Where accounts get their letters; `*` is what is different in each. */
    email: env.QA_EMAIL,
    /** The control socket of an instance for tests. */
    faults: env.QA_FAULTS,
    folder: resolve(env.QA_FOLDER),
    journal: resolve(env.QA_JOURNAL),
    flows: resolve(env.QA_FLOWS),
    insecure: env.QA_INSECURE === '1',
    /** Whether this is a part of a run: then what it proved is kept for merging. */
    shard: env.QA_SHARD !== undefined,
    run: env.QA_RUN ?? randomUUID().slice(0, 8),
  }
}

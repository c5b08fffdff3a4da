import { isoTime } from '#lib/iso-time.ts'
import { address } from './checks/address.ts'
import { certificates } from './checks/certificates.ts'
import { database, jobs } from './checks/database.ts'
import { disk, volume } from './checks/disk.ts'
import { backups, files } from './checks/kept.ts'
import { relays } from './checks/relays.ts'
import { mail, redis } from './checks/services.ts'
import { type Check, found, type Looked, why } from './finding.ts'
import { type Finding, type Health, subjects } from './schema.ts'

const checks: Partial<Record<Finding['subject'], Check>> = {
  database,
  disk,
  volume,
  files,
  backups,
  jobs,
  address,
  certificates,
  mail,
  redis,
  relays,
}
/** What reads a whole database may take as long as it takes. */
const patienceMs = 12_000

/** Looks at all there is, at once; one that fails or hangs says so in its own place. */
export async function lookAtAll(looked: Looked): Promise<Health> {
  const told = await Promise.all(
    Object.entries(checks).map(async ([subject, check]) => {
      const name = subject as Finding['subject']
      const late = new Promise<Finding[]>((resolve) => {
        if (!looked.deep) setTimeout(resolve, patienceMs, [found(name, 'bad', 'tooLong')]).unref()
      })
      return Promise.race([check(looked), late]).catch((error: unknown) => [
        found(name, 'bad', 'databaseAway', { why: why(error) }),
      ])
    }),
  )
  const findings = told.flat().sort((a, b) => subjects.indexOf(a.subject) - subjects.indexOf(b.subject))
  return { lookedAt: isoTime(looked.now()), findings }
}

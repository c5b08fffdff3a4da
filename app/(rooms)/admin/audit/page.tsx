import { AuditLog } from '#components/audit/audit-log.tsx'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { requireAdministrator } from '#lib/auth/viewer.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('administration.audit.title'))

export default async function Page() {
  const viewer = await requireAdministrator('/admin/audit')
  return <AuditLog first={await auditLog(contextOf(viewer), auditQuery.parse({}))} />
}

import { allowed } from '#lib/limits.ts'
import type { Translate } from '#lib/words/translate.ts'

/** Why some file was not taken at all. */
export type Complaint = { why: 'large'; name: string } | { why: 'many' }

export const complaintText = (t: Translate, complaint: Complaint): string => {
  const { uploadBytes, filesPerMessage } = allowed()
  return complaint.why === 'large'
    ? t('files.refused.large', { name: complaint.name, mebibytes: Math.floor(uploadBytes / 1_048_576) })
    : t('files.refused.many', { most: filesPerMessage })
}

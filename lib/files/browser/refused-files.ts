import { allowed } from '#lib/limits.ts'
import type { Translate } from '#lib/words/translate.ts'

/** Why some file was not taken at all. */
export type Complaint =
  | { why: 'large' | 'fullFolder' | 'emptyFolder' | 'closedFolder'; name: string }
  | { why: 'many' }

export const complaintText = (t: Translate, complaint: Complaint): string => {
  const { uploadBytes, filesPerMessage } = allowed()
  if (complaint.why === 'many') return t('files.refused.many', { most: filesPerMessage })
  const { name } = complaint
  if (complaint.why === 'large')
    return t('files.refused.large', { name, mebibytes: Math.floor(uploadBytes / 1_048_576) })
  if (complaint.why === 'fullFolder') return t('files.refused.fullFolder', { name, most: filesPerMessage })
  return t(`files.refused.${complaint.why}`, { name })
}

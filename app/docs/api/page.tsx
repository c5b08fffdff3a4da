import { ApiReference } from '#components/docs/api-reference.tsx'
import { statusOf } from '#lib/errors.ts'
import { api } from '#lib/http/api.ts'
import { openapi } from '#lib/http/openapi.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('docs.title'))

export default function Page() {
  return <ApiReference document={openapi(api)} errors={Object.entries(statusOf)} />
}

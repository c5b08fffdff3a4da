import type { Metadata } from 'next'
import { ApiReference } from '#components/docs/api-reference.tsx'
import { statusOf } from '#lib/errors.ts'
import { api } from '#lib/http/api.ts'
import { openapi } from '#lib/http/openapi.ts'

export const metadata: Metadata = { title: 'API' }

export default function Page() {
  return <ApiReference document={openapi(api)} errors={Object.entries(statusOf)} />
}

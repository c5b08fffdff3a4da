import type { TestProject } from 'vitest/node'
import { startPostgres } from '../scripts/tools/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string
  }
}

export default async function ({ provide }: TestProject) {
  const postgres = await startPostgres()
  provide('postgres', postgres.url)
  return postgres.stop
}

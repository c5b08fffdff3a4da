import { useFound } from '#components/ui/use-found.ts'
import type { Person } from '#lib/accounts/schema.ts'

/** People of this server by a part of their name, or by their whole email; null looks for nobody. */
export const usePeople = (query: string | null) =>
  useFound<Person>(query === null ? null : `/users?limit=20&query=${encodeURIComponent(query)}`)
